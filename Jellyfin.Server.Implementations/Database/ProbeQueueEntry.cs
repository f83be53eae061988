namespace Jellyfin.Server.Implementations.Database;

/// <summary>A media file that waits to be probed. Replicas take rows with <c>FOR UPDATE SKIP LOCKED</c> and own them for a limited time.</summary>
public sealed class ProbeQueueEntry
{
    public required Guid ItemId { get; set; }

    public required DateTimeOffset EnqueuedAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>Replica that works on it; another may take it after <see cref="LockedUntil"/>.</summary>
    public string? LockedBy { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public string? LastError { get; set; }
}
