namespace Jellyfin.Testing;

/// <summary>Of a machine whose clock is wrong; durations are right.</summary>
public sealed class WrongTime : TimeProvider
{
    public TimeSpan Error { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Error;
}
