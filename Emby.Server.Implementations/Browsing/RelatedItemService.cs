using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Browsing;

/// <summary>Items that belong to or resemble another one.</summary>
public sealed class RelatedItemService(IItemStore items, IItemQueryStore queries, IHomeStore home)
{
    public async Task<IReadOnlyList<Item>> ExtrasAsync(Item item, Func<ExtraType, bool> which, CancellationToken cancellationToken)
    {
        var owned = await items.OwnedAsync([item.Id], ItemRole.Extra, cancellationToken);
        return [.. owned.Where(extra => which(extra.ExtraType ?? ExtraType.Unknown))];
    }

    /// <summary>Theme songs or videos of the item, or of the season or series it is in when it has none.</summary>
    public async Task<(Guid OwnerId, IReadOnlyList<Item> Items)> ThemesAsync(
        Item item, ExtraType type, bool inherit, CancellationToken cancellationToken)
    {
        Guid?[] owners = inherit ? [item.Id, item.SeasonId, item.SeriesId] : [item.Id];
        foreach (var owner in owners.OfType<Guid>().Distinct())
        {
            var owned = await items.OwnedAsync([owner], ItemRole.Extra, cancellationToken);
            var themes = owned.Where(extra => extra.ExtraType == type).ToList();
            if (themes.Count > 0)
            {
                return (owner, themes);
            }
        }

        return (item.Id, []);
    }

    public async Task<IReadOnlyList<Item>> PartsAsync(Item item, CancellationToken cancellationToken)
        => await items.OwnedAsync([item.Id], ItemRole.Part, cancellationToken);

    public async Task<IReadOnlyList<Item>> SimilarAsync(Item item, Viewer viewer, int limit, CancellationToken cancellationToken)
        => await items.FindManyAsync(await home.SimilarAsync(item, viewer, limit, cancellationToken), cancellationToken);

    /// <summary>Films like those the user watched or marked last.</summary>
    public async Task<IReadOnlyList<Recommendation>> RecommendationsAsync(
        ItemQuery films, int categories, int perCategory, CancellationToken cancellationToken)
    {
        var recent = await BaselinesAsync(films, new WatchConditions { IsPlayed = true }, categories, cancellationToken);
        var liked = await BaselinesAsync(films, new WatchConditions { IsFavoriteOrLiked = true }, categories, cancellationToken);
        var result = new List<Recommendation>();
        var baselines = recent.Select(film => (Film: film, IsLiked: false)).Concat(liked.Select(film => (Film: film, IsLiked: true)));
        foreach (var (film, isLiked) in baselines.DistinctBy(entry => entry.Film.Id).Take(categories))
        {
            var similar = await SimilarAsync(film, films.Viewer, perCategory, cancellationToken);
            if (similar.Count > 0)
            {
                result.Add(new Recommendation(film, isLiked, similar));
            }
        }

        return result;
    }

    private async Task<IReadOnlyList<Item>> BaselinesAsync(ItemQuery films, WatchConditions watch, int limit, CancellationToken cancellationToken)
        => films.Viewer.UserId == Guid.Empty
            ? []
            : (await queries.QueryAsync(
                films with { Watch = watch, OrderBy = [new(ItemSortBy.DatePlayed, true)], Limit = limit, WantsTotal = false }, cancellationToken)).Items;
}

/// <param name="Baseline">The film the others resemble.</param>
/// <param name="IsLiked">Whether it was chosen because the user likes it, rather than watched it.</param>
/// <param name="Items">Most similar first.</param>
public sealed record Recommendation(Item Baseline, bool IsLiked, IReadOnlyList<Item> Items);
