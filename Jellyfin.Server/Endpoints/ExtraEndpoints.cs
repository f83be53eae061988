using Emby.Server.Implementations.Browsing;
using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Browsing;
using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Library;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>What comes with an item: trailers, special features, themes, further parts, marked segments.</summary>
internal static class ExtraEndpoints
{
    private static readonly ThemeMediaResult NoSoundtrack = new(Guid.Empty, [], 0);

    public static void MapExtras(this IEndpointRouteBuilder api)
    {
        api.MapGet("/Items/{itemId}/SpecialFeatures", SpecialFeaturesAsync).WithName("GetSpecialFeatures");
        api.MapGet("/Items/{itemId}/LocalTrailers", LocalTrailersAsync).WithName("GetLocalTrailers");
        api.MapGet("/Items/{itemId}/Intros", IntrosAsync).WithName("GetIntros");
        api.MapGet("/Items/{itemId}/ThemeMedia", ThemeMediaAsync).WithName("GetThemeMedia");
        api.MapGet("/Items/{itemId}/ThemeSongs", ThemeSongsAsync).WithName("GetThemeSongs");
        api.MapGet("/Items/{itemId}/ThemeVideos", ThemeVideosAsync).WithName("GetThemeVideos");
        api.MapGet("/Videos/{itemId}/AdditionalParts", AdditionalPartsAsync).WithName("GetAdditionalPart");
        api.MapGet("/MediaSegments/{itemId}", SegmentsAsync).WithName("GetItemSegments");

        api.MapGet("/Users/{userId}/Items/{itemId}/SpecialFeatures", SpecialFeaturesAsync);
        api.MapGet("/Users/{userId}/Items/{itemId}/LocalTrailers", LocalTrailersAsync);
        api.MapGet("/Users/{userId}/Items/{itemId}/Intros", IntrosAsync);
    }

    private static Task<Results<Ok<IReadOnlyList<BaseItemDto>>, ProblemHttpResult>> SpecialFeaturesAsync(
        Guid itemId, ListRequest request, ItemBrowser browser, RelatedItemService related, ItemAnswer answer, CancellationToken cancellationToken)
        => ExtrasAsync(
            itemId,
            request,
            type => type is not (ExtraType.Trailer or ExtraType.ThemeSong or ExtraType.ThemeVideo),
            new ExtraSources(browser, related, answer),
            cancellationToken);

    private static Task<Results<Ok<IReadOnlyList<BaseItemDto>>, ProblemHttpResult>> LocalTrailersAsync(
        Guid itemId, ListRequest request, ItemBrowser browser, RelatedItemService related, ItemAnswer answer, CancellationToken cancellationToken)
        => ExtrasAsync(itemId, request, type => type is ExtraType.Trailer, new ExtraSources(browser, related, answer), cancellationToken);

    private static async Task<Results<Ok<IReadOnlyList<BaseItemDto>>, ProblemHttpResult>> ExtrasAsync(
        Guid itemId, ListRequest request, Func<ExtraType, bool> which, ExtraSources sources, CancellationToken cancellationToken)
    {
        if (await sources.Browser.FindAsync(itemId, request.Viewer, cancellationToken) is not { } item)
        {
            return ItemAnswer.NotFound();
        }

        var extras = await sources.Related.ExtrasAsync(item, which, cancellationToken);
        return TypedResults.Ok(await sources.Answer.DetailsAsync(extras, request, cancellationToken));
    }

    private static async Task<Results<Ok<QueryResult<BaseItemDto>>, ProblemHttpResult>> IntrosAsync(
        Guid itemId, ListRequest request, ItemBrowser browser, CancellationToken cancellationToken)
        => await browser.FindAsync(itemId, request.Viewer, cancellationToken) is null
            ? ItemAnswer.NotFound()
            : TypedResults.Ok(ItemAnswer.Nothing);

    private static async Task<Results<Ok<AllThemeMediaResult>, ProblemHttpResult>> ThemeMediaAsync(
        Guid itemId, ListRequest request, ItemBrowser browser, RelatedItemService related, ItemAnswer answer, CancellationToken cancellationToken)
    {
        if (await browser.FindAsync(itemId, request.Viewer, cancellationToken) is not { } item)
        {
            return ItemAnswer.NotFound();
        }

        var sources = new ExtraSources(browser, related, answer);
        var videos = await ThemesAsync(item, ExtraType.ThemeVideo, request, sources, cancellationToken);
        var songs = await ThemesAsync(item, ExtraType.ThemeSong, request, sources, cancellationToken);
        return TypedResults.Ok(new AllThemeMediaResult(videos, songs, NoSoundtrack));
    }

    private static Task<Results<Ok<ThemeMediaResult>, ProblemHttpResult>> ThemeSongsAsync(
        Guid itemId, ListRequest request, ItemBrowser browser, RelatedItemService related, ItemAnswer answer, CancellationToken cancellationToken)
        => ThemesOfAsync(itemId, ExtraType.ThemeSong, request, new ExtraSources(browser, related, answer), cancellationToken);

    private static Task<Results<Ok<ThemeMediaResult>, ProblemHttpResult>> ThemeVideosAsync(
        Guid itemId, ListRequest request, ItemBrowser browser, RelatedItemService related, ItemAnswer answer, CancellationToken cancellationToken)
        => ThemesOfAsync(itemId, ExtraType.ThemeVideo, request, new ExtraSources(browser, related, answer), cancellationToken);

    private static async Task<Results<Ok<ThemeMediaResult>, ProblemHttpResult>> ThemesOfAsync(
        Guid itemId, ExtraType type, ListRequest request, ExtraSources sources, CancellationToken cancellationToken)
        => await sources.Browser.FindAsync(itemId, request.Viewer, cancellationToken) is { } item
            ? TypedResults.Ok(await ThemesAsync(item, type, request, sources, cancellationToken))
            : ItemAnswer.NotFound();

    private static async Task<ThemeMediaResult> ThemesAsync(
        Item item, ExtraType type, ListRequest request, ExtraSources sources, CancellationToken cancellationToken)
    {
        var inherit = request.Query.Flag("inheritFromParent", false);
        var (owner, themes) = await sources.Related.ThemesAsync(item, type, inherit, cancellationToken);
        return new ThemeMediaResult(owner, await sources.Answer.DetailsAsync(themes, request, cancellationToken), themes.Count);
    }

    private static async Task<Results<Ok<QueryResult<BaseItemDto>>, ProblemHttpResult>> AdditionalPartsAsync(
        Guid itemId, ListRequest request, ItemBrowser browser, RelatedItemService related, ItemAnswer answer, CancellationToken cancellationToken)
    {
        if (await browser.FindAsync(itemId, request.Viewer, cancellationToken) is not { } item)
        {
            return ItemAnswer.NotFound();
        }

        var parts = await related.PartsAsync(item, cancellationToken);
        return TypedResults.Ok(new QueryResult<BaseItemDto>(await answer.DetailsAsync(parts, request, cancellationToken), parts.Count));
    }

    private static async Task<Results<Ok<QueryResult<MediaSegmentDto>>, ProblemHttpResult>> SegmentsAsync(
        Guid itemId, ListRequest request, ItemBrowser browser, IMediaSegmentStore store, CancellationToken cancellationToken)
    {
        if (await browser.FindAsync(itemId, request.Viewer, cancellationToken) is null)
        {
            return ItemAnswer.NotFound();
        }

        var types = request.Query.Members<MediaSegmentType>("includeSegmentTypes");
        var segments = await store.FindAsync(itemId, cancellationToken);
        List<MediaSegmentDto> wanted =
        [
            .. segments.Where(segment => types.Count == 0 || types.Contains(segment.Type))
                .Select(segment => new MediaSegmentDto(segment.Id, segment.ItemId, segment.Type, segment.StartTicks, segment.EndTicks)),
        ];
        return TypedResults.Ok(new QueryResult<MediaSegmentDto>(wanted, wanted.Count));
    }

    private sealed record ExtraSources(ItemBrowser Browser, RelatedItemService Related, ItemAnswer Answer);
}
