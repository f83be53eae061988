using Emby.Server.Implementations.Browsing;
using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Browsing;
using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Similar items and recommendations.</summary>
internal static class RelatedItemEndpoints
{
    private const int DefaultSimilar = 20;

    public static void MapRelatedItems(this IEndpointRouteBuilder api)
    {
        api.MapGet("/Items/{itemId}/Similar", SimilarAsync).WithName("GetSimilarItems");
        api.MapGet("/Movies/{itemId}/Similar", SimilarAsync).WithName("GetSimilarMovies");
        api.MapGet("/Shows/{itemId}/Similar", SimilarAsync).WithName("GetSimilarShows");
        api.MapGet("/Trailers/{itemId}/Similar", SimilarAsync).WithName("GetSimilarTrailers");
        api.MapGet("/Albums/{itemId}/Similar", SimilarAsync).WithName("GetSimilarAlbums");
        api.MapGet("/Artists/{itemId}/Similar", SimilarAsync).WithName("GetSimilarArtists");
        api.MapGet("/Movies/Recommendations", RecommendationsAsync).WithName("GetMovieRecommendations");
    }

    private static async Task<Results<Ok<QueryResult<BaseItemDto>>, ProblemHttpResult>> SimilarAsync(
        Guid itemId, ListRequest request, ItemBrowser browser, RelatedItemService related, ItemAnswer answer, CancellationToken cancellationToken)
    {
        if (await browser.FindAsync(itemId, request.Viewer, cancellationToken) is not { } item)
        {
            return ItemAnswer.NotFound();
        }

        var similar = await related.SimilarAsync(item, request.Viewer, request.Limit ?? DefaultSimilar, cancellationToken);
        return await answer.PageAsync(new ItemPage(similar, similar.Count), request, cancellationToken);
    }

    private static async Task<Ok<List<RecommendationDto>>> RecommendationsAsync(
        ListRequest request, ItemBrowser browser, RelatedItemService related, ItemAnswer answer, CancellationToken cancellationToken)
    {
        if (await browser.ParentAsync(request.ParentId, request.Viewer, cancellationToken) is not { } parent)
        {
            return TypedResults.Ok(new List<RecommendationDto>());
        }

        var films = ItemBrowser.Below(new ItemQuery(request.Viewer) { Kinds = [BaseItemKind.Movie] }, parent, recursive: true);
        var categories = await related.RecommendationsAsync(
            films, request.Query.Number("categoryLimit") ?? 5, request.Query.Number("itemLimit") ?? 8, cancellationToken);
        var result = new List<RecommendationDto>();
        foreach (var category in categories)
        {
            result.Add(new RecommendationDto(
                await answer.MapAsync(category.Items, request, cancellationToken),
                category.IsLiked ? "SimilarToLikedItem" : "SimilarToRecentlyPlayed",
                category.Baseline.Name,
                category.Baseline.Id));
        }

        return TypedResults.Ok(result);
    }
}
