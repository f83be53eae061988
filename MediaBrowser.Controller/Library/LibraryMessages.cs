namespace MediaBrowser.Controller.Library;

/// <summary>Published after items were added, changed or removed; web sockets pass it on as LibraryChanged.</summary>
public sealed record ItemsChanged(
    IReadOnlyList<Guid> Added,
    IReadOnlyList<Guid> Updated,
    IReadOnlyList<Guid> Removed,
    IReadOnlyList<Guid> FoldersAddedTo,
    IReadOnlyList<Guid> FoldersRemovedFrom,
    IReadOnlyList<Guid> CollectionFolders)
{
    /// <summary>Tells this change from another one of the same items.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();
}

/// <summary>Published after libraries were added, renamed, changed or removed.</summary>
public sealed record LibrariesChanged;

/// <summary>Published after watch state changed.</summary>
public sealed record UserDataChanged(Guid UserId, IReadOnlyList<Guid> ItemIds)
{
    /// <summary>Tells this change from another one of the same items.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();
}
