namespace MediaBrowser.Controller.Library;

/// <summary>Items by id, without any check of who may see them.</summary>
public interface IItemStore
{
    /// <summary>Returns null when there is no such item.</summary>
    Task<Item?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="FindAsync"/>, for what is asked many times a minute: may be 30 s old where no message told of the change. Shared by
    /// its callers; not to be changed.
    /// </summary>
    Task<Item?> FindRecentAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Items that exist, in the order of <paramref name="ids"/>; the others are left out.</summary>
    Task<IReadOnlyList<Item>> FindManyAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Versions, parts or extras of the given owners, ordered by owner, then sort name.</summary>
    Task<IReadOnlyList<Item>> OwnedAsync(IReadOnlyCollection<Guid> ownerIds, ItemRole role, CancellationToken cancellationToken);
}
