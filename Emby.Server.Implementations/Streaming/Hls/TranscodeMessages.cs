namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Published when a player stopped: the replica that makes its stream ends it. One of the two is set.</summary>
public sealed record TranscodesStopped(string? PlaySessionId, string? DeviceId);

/// <summary>Published when a player reported: its stream is still wanted.</summary>
public sealed record TranscodesPinged(string PlaySessionId);
