namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Published when a player stopped: the replica that makes its stream ends it.</summary>
/// <param name="PlaySessionId">This or the device is set.</param>
/// <param name="DeviceId">This or the play session is set.</param>
/// <param name="UserId">Whose streams; null = everybody's.</param>
public sealed record TranscodesStopped(string? PlaySessionId, string? DeviceId, Guid? UserId);

/// <summary>Published when a player reported: its stream is still wanted.</summary>
public sealed record TranscodesPinged(string PlaySessionId);
