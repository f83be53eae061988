namespace Jellyfin.Testing.Playing;

/// <summary>What a player went through since it was asked the last time.</summary>
/// <param name="LongestWait">For a playlist or segment, with all tries.</param>
/// <param name="LowMark">The least that lay ahead since the buffer was said to be full; zero before.</param>
/// <param name="Stalled">How long the picture stood still.</param>
/// <param name="Refusals">Answers of 400 and more: web players end at the first one.</param>
/// <param name="Retries">Why something was asked for again.</param>
/// <param name="HasGivenUp">It has shown an error and stopped.</param>
public sealed record PlayerReport(
    TimeSpan LongestWait, TimeSpan LowMark, TimeSpan Stalled, IReadOnlyList<string> Refusals, IReadOnlyList<string> Retries, bool HasGivenUp)
{
    public bool IsSmooth => Stalled == TimeSpan.Zero && !HasGivenUp;
}
