namespace MediaBrowser.Controller.Library;

/// <summary>Published after items were added, changed or removed; web sockets pass it on as LibraryChanged.</summary>
public sealed record ItemsChanged(
    IReadOnlyList<Guid> Added,
    IReadOnlyList<Guid> Updated,
    IReadOnlyList<Guid> Removed,
    IReadOnlyList<Guid> FoldersAddedTo,
    IReadOnlyList<Guid> FoldersRemovedFrom,
    IReadOnlyList<Guid> CollectionFolders);

/// <summary>Published after libraries were added, renamed, changed or removed.</summary>
public sealed record LibrariesChanged;

/// <summary>Published after watch state changed.</summary>
public sealed record UserDataChanged(Guid UserId, IReadOnlyList<Guid> ItemIds);
