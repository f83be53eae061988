namespace MediaBrowser.Controller.Playback;

/// <summary>Results of probing, by item.</summary>
public interface IMediaStore
{
    /// <summary>Returns null while the item has not been probed.</summary>
    Task<ItemMedia?> FindAsync(Guid itemId, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<Guid, ItemMedia>> FindManyAsync(IReadOnlyCollection<Guid> itemIds, CancellationToken cancellationToken);
}
