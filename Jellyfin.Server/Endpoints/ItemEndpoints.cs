using Emby.Server.Implementations.Browsing;
using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Browsing;
using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Lists of items and single items.</summary>
internal static class ItemEndpoints
{
    public static void MapItems(this IEndpointRouteBuilder api)
    {
        api.MapGet("/Items", ListAsync).WithName("GetItems");
        api.MapGet("/Items/Root", RootAsync).WithName("GetRootFolder");
        api.MapGet("/Items/Counts", CountsAsync).WithName("GetItemCounts");
        api.MapGet("/Items/Suggestions", SuggestionsAsync).WithName("GetSuggestions");
        api.MapGet("/Items/{itemId}", GetAsync).WithName("GetItem");
        api.MapGet("/Items/{itemId}/Ancestors", AncestorsAsync).WithName("GetAncestors");
        api.MapGet("/Items/{itemId}/Collections", CollectionsAsync).WithName("GetItemCollections");
        api.MapGet("/Trailers", TrailersAsync).WithName("GetTrailers");

        // jellyfin-web, Kodi, mpv-shim and Fintunes still use the user-scoped forms.
        api.MapGet("/Users/{userId}/Items", ListAsync);
        api.MapGet("/Users/{userId}/Items/Root", RootAsync);
        api.MapGet("/Users/{userId}/Items/{itemId}", GetAsync);
        api.MapGet("/Users/{userId}/Suggestions", SuggestionsAsync);
    }

    private static async Task<Ok<QueryResult<BaseItemDto>>> ListAsync(
        ListRequest request, ItemBrowser browser, ItemAnswer answer, CancellationToken cancellationToken)
    {
        var page = await browser.ListAsync(
            request.ToItemQuery(), request.ParentId, request.Query.Flag("recursive", false), cancellationToken);
        return await answer.PageAsync(page, request, cancellationToken);
    }

    private static async Task<Results<Ok<BaseItemDto>, ProblemHttpResult>> GetAsync(
        Guid itemId, ListRequest request, ItemBrowser browser, ItemAnswer answer, CancellationToken cancellationToken)
        => await browser.FindAsync(itemId, request.Viewer, cancellationToken) is { } item
            ? TypedResults.Ok(await answer.DetailAsync(item, request, cancellationToken))
            : ItemAnswer.NotFound();

    private static async Task<Ok<BaseItemDto>> RootAsync(ListRequest request, ItemAnswer answer, CancellationToken cancellationToken)
        => TypedResults.Ok(await answer.DetailAsync(NamedItem.Root(), request, cancellationToken));

    private static async Task<Results<Ok<IReadOnlyList<BaseItemDto>>, ProblemHttpResult>> AncestorsAsync(
        Guid itemId, ListRequest request, ItemBrowser browser, ItemAnswer answer, CancellationToken cancellationToken)
    {
        if (await browser.FindAsync(itemId, request.Viewer, cancellationToken) is not { } item)
        {
            return ItemAnswer.NotFound();
        }

        var ancestors = await browser.AncestorsAsync(item, cancellationToken);
        return TypedResults.Ok(await answer.DetailsAsync(ancestors, request, cancellationToken));
    }

    private static async Task<Ok<QueryResult<BaseItemDto>>> CollectionsAsync(
        Guid itemId, ListRequest request, IItemQueryStore queries, ItemAnswer answer, CancellationToken cancellationToken)
    {
        var ids = await queries.ParentsOfEntryAsync(itemId, BaseItemKind.BoxSet, cancellationToken);
        if (ids.Count == 0)
        {
            return TypedResults.Ok(ItemAnswer.Nothing);
        }

        var query = new ItemQuery(request.Viewer) { Ids = ids, StartIndex = request.StartIndex, Limit = request.Limit };
        return await answer.PageAsync(await queries.QueryAsync(query, cancellationToken), request, cancellationToken);
    }

    private static async Task<Ok<ItemCounts>> CountsAsync(ListRequest request, IItemQueryStore queries, CancellationToken cancellationToken)
    {
        var query = new ItemQuery(request.Viewer)
        {
            Watch = new WatchConditions { IsFavorite = request.Query.Flag("isFavorite") },
        };
        var counts = await queries.CountByKindAsync(query, cancellationToken);
        int Of(BaseItemKind kind) => counts.GetValueOrDefault(kind);
        return TypedResults.Ok(new ItemCounts(
            Of(BaseItemKind.Movie),
            Of(BaseItemKind.Series),
            Of(BaseItemKind.Episode),
            Of(BaseItemKind.Trailer),
            Of(BaseItemKind.BoxSet),
            Of(BaseItemKind.Book),
            counts.Values.Sum())
        {
            ArtistCount = Of(BaseItemKind.MusicArtist),
            SongCount = Of(BaseItemKind.Audio),
            AlbumCount = Of(BaseItemKind.MusicAlbum),
            MusicVideoCount = Of(BaseItemKind.MusicVideo),
        });
    }

    private static async Task<Ok<QueryResult<BaseItemDto>>> SuggestionsAsync(
        ListRequest request, IItemQueryStore queries, ItemAnswer answer, CancellationToken cancellationToken)
    {
        var query = request.ToItemQuery() with
        {
            Kinds = request.Query.Members<BaseItemKind>("type"),
            MediaTypes = request.Query.Members<MediaType>("mediaType"),
            OrderBy = [new ItemOrder(ItemSortBy.Random)],
        };
        return await answer.PageAsync(await queries.QueryAsync(query, cancellationToken), request, cancellationToken);
    }

    private static async Task<Ok<QueryResult<BaseItemDto>>> TrailersAsync(
        ListRequest request, ItemBrowser browser, ItemAnswer answer, CancellationToken cancellationToken)
    {
        var query = request.ToItemQuery() with { Kinds = [BaseItemKind.Trailer] };
        return await answer.PageAsync(await browser.ListAsync(query, request.ParentId, true, cancellationToken), request, cancellationToken);
    }
}
