using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Browsing;

/// <summary>Finds items and resolves what a parent means for a list.</summary>
public sealed class ItemBrowser(IItemQueryStore queries, IItemStore items)
{
    /// <summary>Null when there is none or the viewer may not see it.</summary>
    public async Task<Item?> FindAsync(Guid id, Viewer viewer, CancellationToken cancellationToken)
        => await queries.FindAsync(id, viewer, cancellationToken) ?? (id == ItemId.UserRoot || id == Guid.Empty ? NamedItem.Root() : null);

    /// <summary>Runs a query below a parent; null = the root. A parent that cannot be seen is empty.</summary>
    public async Task<ItemPage> ListAsync(ItemQuery query, Guid? parentId, bool recursive, CancellationToken cancellationToken)
    {
        var parent = await ParentAsync(parentId, query.Viewer, cancellationToken);
        if (parent is null)
        {
            return ItemPage.Empty;
        }

        return await queries.QueryAsync(Below(query, parent, recursive), cancellationToken);
    }

    /// <summary>The root when <paramref name="parentId"/> is null; null when it cannot be seen.</summary>
    public Task<Item?> ParentAsync(Guid? parentId, Viewer viewer, CancellationToken cancellationToken)
        => FindAsync(parentId ?? ItemId.UserRoot, viewer, cancellationToken);

    /// <summary>The query limited to what is in <paramref name="parent"/>.</summary>
    public static ItemQuery Below(ItemQuery query, Item parent, bool recursive) => parent.Kind switch
    {
        BaseItemKind.UserRootFolder when !recursive && IsPlain(query) => query with { Kinds = [BaseItemKind.CollectionFolder] },
        BaseItemKind.UserRootFolder or BaseItemKind.AggregateFolder => query,
        BaseItemKind.Genre => query with { Tags = query.Tags with { GenreIds = [.. query.Tags.GenreIds, parent.Id] } },
        BaseItemKind.Studio => query with { Tags = query.Tags with { StudioIds = [.. query.Tags.StudioIds, parent.Id] } },
        BaseItemKind.Person => query with { Tags = query.Tags with { PersonIds = [.. query.Tags.PersonIds, parent.Id] } },
        _ => query with { Scope = new ItemScope(ScopeOf(parent.Kind, recursive), parent.Id) },
    };

    /// <summary>From the item's parent up to the root.</summary>
    public async Task<IReadOnlyList<Item>> AncestorsAsync(Item item, CancellationToken cancellationToken)
    {
        var ancestors = new List<Item>();
        var next = item.ParentId ?? item.SeasonId ?? item.SeriesId ?? item.OwnerId;
        while (next is { } id && id != ItemId.UserRoot && ancestors.TrueForAll(known => known.Id != id))
        {
            if (await items.FindAsync(id, cancellationToken) is not { } parent)
            {
                break;
            }

            ancestors.Add(parent);
            next = parent.ParentId;
        }

        if (item.Kind != BaseItemKind.UserRootFolder)
        {
            ancestors.Add(NamedItem.Root());
        }

        return ancestors;
    }

    private static ItemScopeKind ScopeOf(BaseItemKind kind, bool recursive) => kind switch
    {
        BaseItemKind.CollectionFolder when recursive => ItemScopeKind.Library,
        BaseItemKind.Series when recursive => ItemScopeKind.Series,
        BaseItemKind.Season => ItemScopeKind.Season,
        BaseItemKind.BoxSet or BaseItemKind.Playlist => ItemScopeKind.Linked,
        _ => recursive ? ItemScopeKind.Descendants : ItemScopeKind.Children,
    };

    /// <summary>Whether nothing is asked for but "what is there": then the root answers with its libraries.</summary>
    private static bool IsPlain(ItemQuery query)
        => query.Kinds.Count == 0 && query.Ids.Count == 0 && query.MediaTypes.Count == 0
            && query.Names == new NameConditions() && query.Watch == new WatchConditions()
            && query.Tags.PersonIds.Count == 0 && query.Tags.GenreIds.Count == 0 && query.Tags.Genres.Count == 0;
}
