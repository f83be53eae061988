namespace MediaBrowser.Controller.Library;

/// <summary>What is left of things that are gone.</summary>
public interface IOrphanStore
{
    /// <summary>
    /// Removes items whose library, folder or owner is gone, and what belongs to them, then names that nothing refers to. Does nothing while
    /// a scan runs, because that writes folders and what is in them one after the other. User data stays. Returns the ids.
    /// </summary>
    Task<IReadOnlyList<Guid>> RemoveItemsAsync(CancellationToken cancellationToken);

    /// <summary>Which of these ids are of an item or a user.</summary>
    Task<IReadOnlySet<Guid>> FindOwnersAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Files that pictures of chapters of these items are in.</summary>
    Task<IReadOnlySet<string>> FindChapterFilesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);
}
