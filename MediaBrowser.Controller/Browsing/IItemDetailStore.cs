using MediaBrowser.Controller.Library;

namespace MediaBrowser.Controller.Browsing;

/// <summary>What belongs to items but is not in their row, for many items at once. Items that have nothing are left out of the results.</summary>
public interface IItemDetailStore
{
    /// <summary>People of the given items in order of appearance.</summary>
    Task<ILookup<Guid, Credit>> CreditsAsync(IReadOnlyCollection<Guid> itemIds, CancellationToken cancellationToken);

    /// <summary>Contents of series, seasons, collections and folders.</summary>
    /// <param name="folders">Folder items of any kind.</param>
    /// <param name="userId">Whose watch state decides what is unplayed; null = everything is.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    Task<IReadOnlyDictionary<Guid, FolderCounts>> FolderCountsAsync(
        IReadOnlyCollection<Item> folders, Guid? userId, CancellationToken cancellationToken);

    /// <summary>Numbers of versions, parts and extras.</summary>
    Task<IReadOnlyDictionary<Guid, OwnedCounts>> OwnedCountsAsync(IReadOnlyCollection<Guid> itemIds, CancellationToken cancellationToken);
}

/// <summary>A person in an item.</summary>
public sealed record Credit(Guid ItemId, Guid PersonId, string Name, PersonKind Kind, string Role, IReadOnlyList<ItemImage> Images);

/// <param name="Children">Items directly inside.</param>
/// <param name="Playable">Items with a file, at any depth.</param>
/// <param name="Unplayed">Those of <paramref name="Playable"/> that the user has not played.</param>
public sealed record FolderCounts(int Children, int Playable, int Unplayed);

/// <summary>How many further files an item owns; the item itself is not counted.</summary>
public sealed record OwnedCounts(int Versions, int Parts, int SpecialFeatures, int Trailers);
