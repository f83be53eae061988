using MediaBrowser.Controller.Library;

namespace MediaBrowser.Controller.Images;

/// <summary>The pictures of items, without the rest of the item: clients ask for many of them at once.</summary>
public interface IItemImageStore
{
    /// <summary>Returns null when there is no such item.</summary>
    Task<IReadOnlyList<ItemImage>?> FindAsync(Guid itemId, CancellationToken cancellationToken);

    /// <summary>Atomic. Returns the pictures as saved, or null when there is no such item; a null change leaves everything as it is.</summary>
    Task<IReadOnlyList<ItemImage>?> UpdateAsync(
        Guid itemId, Func<IReadOnlyList<ItemImage>, IReadOnlyList<ItemImage>?> change, CancellationToken cancellationToken);
}
