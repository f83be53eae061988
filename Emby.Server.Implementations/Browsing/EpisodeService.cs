using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Browsing;

/// <summary>Seasons and episodes of a series.</summary>
public sealed class EpisodeService(IItemQueryStore queries)
{
    private static readonly ItemOrder[] Aired = [new(ItemSortBy.AiredEpisodeOrder), new(ItemSortBy.SortName)];

    public async Task<ItemPage> SeasonsAsync(SeasonRequest request, CancellationToken cancellationToken)
    {
        var page = await queries.QueryAsync(
            request.Query with
            {
                Scope = new ItemScope(ItemScopeKind.Series, request.SeriesId),
                Kinds = [BaseItemKind.Season],
                OrderBy = [new(ItemSortBy.IndexNumber), new(ItemSortBy.SortName)],
            },
            cancellationToken);
        var seasons = request.IsSpecial is { } special ? page.Items.Where(season => season.IndexNumber == 0 == special).ToList() : page.Items;
        return Around(seasons, request.AdjacentTo);
    }

    public async Task<ItemPage> EpisodesAsync(EpisodeRequest request, CancellationToken cancellationToken)
    {
        var query = request.Query with
        {
            Scope = request.SeasonId is { } season
                ? new ItemScope(ItemScopeKind.Season, season)
                : new ItemScope(ItemScopeKind.Series, request.SeriesId),
            Kinds = [BaseItemKind.Episode],
            OrderBy = request.Query.OrderBy.Count > 0 ? request.Query.OrderBy : Aired,
        };
        if (request.AdjacentTo is null && request.StartItemId is null)
        {
            return await queries.QueryAsync(query, cancellationToken);
        }

        var all = await queries.QueryAsync(query with { StartIndex = 0, Limit = null }, cancellationToken);
        if (request.AdjacentTo is not null)
        {
            return Around(all.Items, request.AdjacentTo);
        }

        var rest = all.Items.SkipWhile(episode => episode.Id != request.StartItemId).ToList();
        return new ItemPage([.. rest.Skip(query.StartIndex).Take(query.Limit ?? int.MaxValue)], rest.Count);
    }

    /// <summary>The item before, the item, the item after.</summary>
    public static ItemPage Around(IReadOnlyList<Item> list, Guid? id)
    {
        if (id is null)
        {
            return new ItemPage(list, list.Count);
        }

        var at = list.ToList().FindIndex(item => item.Id == id);
        if (at < 0)
        {
            return ItemPage.Empty;
        }

        var first = Math.Max(0, at - 1);
        Item[] three = [.. list.Skip(first).Take(at + 2 - first)];
        return new ItemPage(three, three.Length);
    }
}

/// <param name="SeriesId">Whose seasons.</param>
/// <param name="Query">Who asks.</param>
public sealed record SeasonRequest(Guid SeriesId, ItemQuery Query)
{
    public bool? IsSpecial { get; init; }

    public Guid? AdjacentTo { get; init; }
}

/// <param name="SeriesId">Whose episodes.</param>
/// <param name="Query">Who asks, conditions and page.</param>
public sealed record EpisodeRequest(Guid SeriesId, ItemQuery Query)
{
    public Guid? SeasonId { get; init; }

    public Guid? AdjacentTo { get; init; }

    public Guid? StartItemId { get; init; }
}
