namespace Jellyfin.Failover.Tests.Load;

/// <summary>What all clients saw together.</summary>
internal sealed record LoadResult
{
    public int Requests { get; init; }

    /// <summary>Answers 503: the server says that it cannot now.</summary>
    public int Refused { get; init; }

    /// <summary>Any other failure of a GET, as seconds since the start and a reason.</summary>
    public IReadOnlyList<string> FailedReads { get; init; } = [];

    /// <summary>Writes that failed: the client knows that they may not be there.</summary>
    public IReadOnlyList<string> FailedWrites { get; init; } = [];

    public int WritesAcknowledged { get; init; }

    /// <summary>Acknowledged, but not there when read afterwards.</summary>
    public IReadOnlyList<string> WritesLost { get; init; } = [];

    /// <summary>A token that was valid before was refused.</summary>
    public int LogInsNeeded { get; init; }

    /// <summary>Between two successes of one client.</summary>
    public TimeSpan LongestGap { get; init; }

    /// <summary>Longest wait for any answer.</summary>
    public TimeSpan SlowestAnswer { get; init; }

    /// <summary>Of transcoded streams, each counted once.</summary>
    public int Segments { get; init; }

    public TimeSpan LongestSegmentWait { get; init; }
}
