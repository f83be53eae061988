using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Library;

/// <summary>Media files and pictures that wait to be examined. All replicas work on it together.</summary>
public interface IProbeQueue
{
    /// <summary>
    /// Takes the next entry for a limited time, so that the work of a replica that dies is picked up by another. Returns null when there
    /// is nothing to do. An entry that was taken <see cref="MaxAttempts"/> times is not given out again.
    /// </summary>
    Task<ProbeJob?> TakeAsync(string owner, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Keeps what was taken for so much longer, from now on; nothing when somebody else has it.</summary>
    Task KeepAsync(ProbeJob job, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Writes the result and removes the entry, both or neither; nothing when the item has changed or gone since it was taken.</summary>
    Task CompleteAsync(ProbeJob job, ProbeResult result, CancellationToken cancellationToken);

    /// <summary>Gives the entry back to be tried again later.</summary>
    Task FailAsync(ProbeJob job, string error, CancellationToken cancellationToken);

    /// <summary>Entries that are still to be worked on.</summary>
    Task<int> CountAsync(CancellationToken cancellationToken);

    const int MaxAttempts = 3;
}

/// <param name="Item">As it was when the entry was taken.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Owner">Who took it.</param>
/// <param name="EnqueuedAt">Tells whether the entry was queued anew while it was worked on.</param>
public sealed record ProbeJob(Item Item, int Attempt, string Owner, DateTimeOffset EnqueuedAt);

/// <param name="Media">Null for items that have no media file.</param>
/// <param name="Images">Pictures with their sizes.</param>
/// <param name="Cover">Picture from inside the file, for an item that has none of its kind.</param>
/// <param name="Segments">Replace those of the item; null = they stay.</param>
public sealed record ProbeResult(
    ItemMedia? Media, IReadOnlyList<ItemImage> Images, ItemImage? Cover = null, IReadOnlyList<MediaSegment>? Segments = null);

/// <summary>Published after entries were queued.</summary>
public sealed record ProbesQueued;
