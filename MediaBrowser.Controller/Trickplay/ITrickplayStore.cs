using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Trickplay;

/// <summary>What preview pictures there are, in PostgreSQL. The tiles themselves are files that replicas share.</summary>
public interface ITrickplayStore
{
    /// <summary>Videos in libraries that want preview pictures, of which one of these widths is missing or was taken from another file.</summary>
    Task<IReadOnlyList<Guid>> FindMissingAsync(IReadOnlyCollection<int> widths, CancellationToken cancellationToken);

    /// <summary>Sets that were taken from the files as they are now, by item, the narrowest first.</summary>
    Task<ILookup<Guid, TrickplaySet>> FindAsync(IReadOnlyCollection<Guid> itemIds, CancellationToken cancellationToken);

    /// <summary>Replaces the set of this item and width. Returns false, and changes nothing, when the file was probed anew since <paramref name="media"/> was read.</summary>
    Task<bool> SaveAsync(ItemMedia media, TrickplaySet set, CancellationToken cancellationToken);

    /// <summary>Folders of all sets of these items, whatever they were taken from.</summary>
    Task<IReadOnlySet<string>> FindFoldersAsync(IReadOnlyCollection<Guid> itemIds, CancellationToken cancellationToken);
}
