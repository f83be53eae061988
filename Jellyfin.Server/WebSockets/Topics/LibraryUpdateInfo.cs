using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.WebSockets.Topics;

/// <summary>What changed in the libraries, as clients get it.</summary>
internal sealed record LibraryUpdateInfo(
    IReadOnlyCollection<Guid> FoldersAddedTo,
    IReadOnlyCollection<Guid> FoldersRemovedFrom,
    IReadOnlyCollection<Guid> ItemsAdded,
    IReadOnlyCollection<Guid> ItemsRemoved,
    IReadOnlyCollection<Guid> ItemsUpdated,
    IReadOnlyCollection<Guid> CollectionFolders)
{
    /// <summary>After the first scan of a big library nobody needs every id; clients only look whether something changed.</summary>
    private const int MostIds = 500;

    public bool IsEmpty => FoldersAddedTo.Count + FoldersRemovedFrom.Count + ItemsAdded.Count + ItemsRemoved.Count + ItemsUpdated.Count == 0;

    public static LibraryUpdateInfo Join(IReadOnlyCollection<ItemsChanged> changes) => new(
        Join(changes, change => change.FoldersAddedTo),
        Join(changes, change => change.FoldersRemovedFrom),
        Join(changes, change => change.Added),
        Join(changes, change => change.Removed),
        Join(changes, change => change.Updated),
        Join(changes, change => change.CollectionFolders));

    /// <summary>What is gone cannot be checked any more; its id alone tells nothing.</summary>
    public LibraryUpdateInfo OnlyVisible(IReadOnlySet<Guid> visible) => this with
    {
        FoldersAddedTo = [.. FoldersAddedTo.Where(visible.Contains)],
        FoldersRemovedFrom = [.. FoldersRemovedFrom.Where(visible.Contains)],
        ItemsAdded = [.. ItemsAdded.Where(visible.Contains)],
        ItemsUpdated = [.. ItemsUpdated.Where(visible.Contains)],
        CollectionFolders = [.. CollectionFolders.Where(visible.Contains)],
    };

    private static List<Guid> Join(IEnumerable<ItemsChanged> changes, Func<ItemsChanged, IEnumerable<Guid>> part)
        => [.. changes.SelectMany(part).Distinct().Take(MostIds)];
}
