using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Browsing;

/// <summary>Lists of items as one viewer may see them.</summary>
public interface IItemQueryStore
{
    Task<ItemPage> QueryAsync(ItemQuery query, CancellationToken cancellationToken);

    /// <summary>An item of any role, or null when there is none or the viewer may not see it.</summary>
    Task<Item?> FindAsync(Guid id, Viewer viewer, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<BaseItemKind, int>> CountByKindAsync(ItemQuery query, CancellationToken cancellationToken);

    /// <summary>What the items of a query could be filtered by.</summary>
    Task<FilterValues> FilterValuesAsync(ItemQuery query, CancellationToken cancellationToken);

    /// <summary>Which of the items of a playlist or collection is which entry, by position.</summary>
    Task<IReadOnlyList<LinkedChild>> EntriesAsync(Guid parentId, CancellationToken cancellationToken);

    /// <summary>Collections that an item is in.</summary>
    Task<IReadOnlyList<Guid>> ParentsOfEntryAsync(Guid childId, BaseItemKind parentKind, CancellationToken cancellationToken);
}

/// <summary>Part of a list.</summary>
public sealed record ItemPage(IReadOnlyList<Item> Items, int Total)
{
    public static readonly ItemPage Empty = new([], 0);
}

/// <summary>Values that occur, sorted.</summary>
public sealed record FilterValues(
    IReadOnlyList<string> Genres,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> OfficialRatings,
    IReadOnlyList<int> Years,
    IReadOnlyList<string> AudioLanguages,
    IReadOnlyList<string> SubtitleLanguages);
