using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Library;

/// <summary>Marked stretches of items, in PostgreSQL.</summary>
public interface IMediaSegmentStore
{
    /// <summary>In order of time.</summary>
    Task<IReadOnlyList<MediaSegment>> FindAsync(Guid itemId, CancellationToken cancellationToken);

    /// <summary>Which of these items have any.</summary>
    Task<IReadOnlySet<Guid>> FindMarkedAsync(IReadOnlyCollection<Guid> itemIds, CancellationToken cancellationToken);

    /// <summary>Videos that have been probed, in order of their ids.</summary>
    /// <param name="after">The last one of the batch before; <see cref="Guid.Empty"/> for the first batch.</param>
    /// <param name="count">At the most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    Task<IReadOnlyList<SegmentedVideo>> ListVideosAsync(Guid after, int count, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces all segments of an item at once. Returns false, and changes nothing, when the file was probed anew since
    /// <paramref name="media"/> was read.
    /// </summary>
    Task<bool> ReplaceAsync(ItemMedia media, IReadOnlyList<MediaSegment> segments, CancellationToken cancellationToken);
}

/// <param name="Path">Of the file.</param>
/// <param name="LibraryId">Null for none.</param>
/// <param name="Media">What probing found.</param>
/// <param name="Segments">Ids of what is stored.</param>
public sealed record SegmentedVideo(string Path, Guid? LibraryId, ItemMedia Media, IReadOnlyList<Guid> Segments);
