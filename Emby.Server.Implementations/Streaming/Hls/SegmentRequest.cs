using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>One segment of a stream, as it was asked for.</summary>
public sealed record SegmentRequest
{
    public required Guid ItemId { get; init; }

    /// <summary>-1 = the initialisation segment.</summary>
    public required int Segment { get; init; }

    public required StreamParameters Parameters { get; init; }

    /// <summary>The query without what differs between the segments of one stream.</summary>
    public required string StreamQuery { get; init; }

    /// <summary>As it came, for passing on.</summary>
    public required ReplicaRequest Original { get; init; }

    /// <summary>Who asks; null = a program that may see everything.</summary>
    public User? User { get; init; }

    /// <summary>Everything that makes the stream what it is, and who sees it: whatever a client writes into it, it never names another user's.</summary>
    internal string Key => ContentTag.Of($"{User?.Id:N}:{(Parameters.IsSoundAlone ? "sound:" : "")}{ItemId:N}?{StreamQuery}");
}
