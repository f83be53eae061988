namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Published when a player stopped: the replica that makes its stream ends it.</summary>
/// <param name="PlaySessionId">This or the device is set.</param>
/// <param name="DeviceId">This or the play session is set.</param>
/// <param name="UserId">Whose streams; null = everybody's.</param>
/// <param name="At">When, by the cluster's clock. What older replicas send has none: it ends no requests.</param>
public sealed record TranscodesStopped(string? PlaySessionId, string? DeviceId, Guid? UserId, DateTimeOffset At = default)
{
    internal bool Ends(TranscodeEntry entry) => Ends(entry.Owner.PlaySessionId, entry.Owner.DeviceId, entry.Owner.UserId);

    /// <summary>Players choose these names: they are good for the streams of the same user only.</summary>
    internal bool Ends(string playSessionId, string deviceId, Guid? userId)
        => (playSessionId == PlaySessionId || deviceId == DeviceId) && (UserId is null || UserId == userId);
}

/// <summary>Published when a player reported: its stream is still wanted.</summary>
public sealed record TranscodesPinged(string PlaySessionId);

/// <summary>Published when a player asks for another stream in the same play session (sound, subtitle, bit rate): the one before ends.</summary>
/// <param name="Job">The new one.</param>
/// <param name="PlaySessionId">Empty: it replaces none.</param>
/// <param name="DeviceId">Of the player.</param>
/// <param name="UserId">Whose; null = a program's.</param>
/// <param name="At">When the new one was asked for, by the cluster's clock. What older replicas send has none: it ends no requests.</param>
public sealed record TranscodesReplaced(string Job, string PlaySessionId, string DeviceId, Guid? UserId, DateTimeOffset At = default)
{
    internal static TranscodesReplaced By(StreamJob wanted) => new(wanted.Key, wanted.Parameters.PlaySessionId, wanted.Parameters.DeviceId, wanted.UserId);

    internal bool Ends(TranscodeJob job) => Ends(job.Key, job.PlaySessionId, job.DeviceId, job.UserId);

    internal bool Ends(StreamRequest request) => Ends(request.Stream, request.Parameters.PlaySessionId, request.Parameters.DeviceId, request.UserId);

    internal bool Ends(TranscodeEntry entry) => Ends(entry.Job, entry.Owner.PlaySessionId, entry.Owner.DeviceId, entry.Owner.UserId);

    private bool Ends(string job, string playSessionId, string deviceId, Guid? userId)
        => PlaySessionId.Length > 0 && job != Job && playSessionId == PlaySessionId && deviceId == DeviceId && userId == UserId;
}
