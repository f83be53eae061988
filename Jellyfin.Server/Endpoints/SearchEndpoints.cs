using Emby.Server.Implementations.Browsing;
using Jellyfin.Server.Contracts.Browsing;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Search for clients that only list names; the others use <c>/Items?searchTerm=</c>.</summary>
internal static class SearchEndpoints
{
    public static void MapSearch(this IEndpointRouteBuilder api) => api.MapGet("/Search/Hints", HintsAsync).WithName("GetSearchHints");

    private static async Task<Ok<SearchHintResult>> HintsAsync(
        ListRequest request, ItemBrowser browser, INameStore names, CancellationToken cancellationToken)
    {
        var query = request.ToItemQuery();
        var page = request.Query.Flag("includeMedia", true)
            ? await browser.ListAsync(query, request.ParentId, true, cancellationToken)
            : ItemPage.Empty;
        var hints = page.Items.Select(Hint).ToList();
        var total = page.Total;
        if (query.Kinds.Count == 0 && request.ParentId is null && request.Query.Flag("includePeople", true))
        {
            var room = request.Limit is { } limit ? limit - hints.Count : (int?)null;
            var people = await names.PeopleAsync(new PeopleQuery(request.Viewer) { Names = query.Names, Limit = Math.Max(1, room ?? 50) }, cancellationToken);
            hints.AddRange(people.Items.Take(room ?? int.MaxValue).Select(Hint));
            total += people.Total;
        }

        return TypedResults.Ok(new SearchHintResult(hints, total));
    }

    private static SearchHint Hint(Item item)
    {
        string? Tag(ImageType type) => item.Images.Find(image => image.Type == type)?.Tag;
        var id = item.Id.ToString("N");
        return new SearchHint(item.Id, item.Id, item.Name, item.Kind, item.MediaType)
        {
            IndexNumber = item.IndexNumber,
            ParentIndexNumber = item.ParentIndexNumber,
            ProductionYear = item.ProductionYear,
            RunTimeTicks = item.RunTimeTicks,
            IsFolder = item.IsFolder ? true : null,
            Series = item.SeriesName,
            Status = item.Status,
            PrimaryImageTag = Tag(ImageType.Primary),
            ThumbImageTag = Tag(ImageType.Thumb),
            ThumbImageItemId = Tag(ImageType.Thumb) is null ? null : id,
            BackdropImageTag = Tag(ImageType.Backdrop),
            BackdropImageItemId = Tag(ImageType.Backdrop) is null ? null : id,
        };
    }
}
