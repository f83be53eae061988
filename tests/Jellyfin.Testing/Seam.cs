namespace Jellyfin.Testing;

/// <summary>How a stream of two runs differs from the stream of one.</summary>
/// <param name="Frames">That are shown.</param>
/// <param name="MissingFrames">Without a partner at the same time; a frame that cannot be decoded is missing, too.</param>
/// <param name="ExtraFrames">Only in the stream of two runs.</param>
/// <param name="MissingSounds">Frames of sound.</param>
/// <param name="ExtraSounds">Frames of sound that are only in the stream of two runs.</param>
/// <param name="Difference">Of the two pictures that differ most: mean difference of brightness, 0 to 255.</param>
public sealed record Seam(int Frames, int MissingFrames, int ExtraFrames, int MissingSounds, int ExtraSounds, double Difference)
{
    /// <summary>Seconds; a clock that counts milliseconds is not exact.</summary>
    private const double Tolerance = 0.004;

    public static Seam Between(DecodedStream whole, DecodedStream joined) => new(
        whole.Frames,
        Math.Max(Unmatched(whole.VideoTimes, joined.VideoTimes), whole.Frames - joined.Frames),
        Unmatched(joined.VideoTimes, whole.VideoTimes),
        Unmatched(whole.AudioTimes, joined.AudioTimes),
        Unmatched(joined.AudioTimes, whole.AudioTimes),
        whole.LargestDifference(joined));

    private static int Unmatched(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var at = 0;
        var unmatched = 0;
        foreach (var time in one)
        {
            while (at < other.Count && other[at] < time - Tolerance)
            {
                at++;
            }

            if (at < other.Count && other[at] <= time + Tolerance)
            {
                at++;
            }
            else
            {
                unmatched++;
            }
        }

        return unmatched;
    }
}
