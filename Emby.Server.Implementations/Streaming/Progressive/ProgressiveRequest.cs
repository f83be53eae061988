using Emby.Server.Implementations.Streaming.Hls;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Streaming.Progressive;

/// <summary>A stream that is sent as it is made, as it was asked for.</summary>
public sealed record ProgressiveRequest
{
    public required Guid ItemId { get; init; }

    /// <summary>Comma list; null = what suits.</summary>
    public string? Container { get; init; }

    public required StreamParameters Parameters { get; init; }

    /// <summary>As it came, for passing on.</summary>
    public required ReplicaRequest Original { get; init; }

    /// <summary>Who asks; null = a program, or a player that says nothing.</summary>
    public User? User { get; init; }
}

/// <summary>What a request leads to, before anything is made.</summary>
/// <param name="Stream">Null with the container.</param>
/// <param name="Container">Null when none of those is known that the player takes.</param>
public sealed record ProgressivePlan(StreamPlan? Stream, OutputContainer? Container);
