using Emby.Server.Implementations.Browsing;
using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Browsing;
using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>The rows of the home screen.</summary>
internal static class HomeEndpoints
{
    private const int DefaultLatest = 20;

    public static void MapHome(this IEndpointRouteBuilder api)
    {
        api.MapGet("/UserViews", ViewsAsync).WithName("GetUserViews");
        api.MapGet("/UserViews/GroupingOptions", GroupingOptionsAsync).WithName("GetGroupingOptions");
        api.MapGet("/Items/Latest", LatestAsync).WithName("GetLatestMedia");
        api.MapGet("/UserItems/Resume", ResumeAsync).WithName("GetResumeItems");

        api.MapGet("/Users/{userId}/Views", ViewsAsync);
        api.MapGet("/Users/{userId}/GroupingOptions", GroupingOptionsAsync);
        api.MapGet("/Users/{userId}/Items/Latest", LatestAsync);
        api.MapGet("/Users/{userId}/Items/Resume", ResumeAsync);
    }

    private static async Task<Ok<QueryResult<BaseItemDto>>> ViewsAsync(
        ListRequest request, ViewService views, ItemAnswer answer, CancellationToken cancellationToken)
    {
        var list = await views.ListAsync(request.User, request.Query.Flag("includeHidden", false), cancellationToken);
        return TypedResults.Ok(new QueryResult<BaseItemDto>(await answer.DetailsAsync(list, request, cancellationToken), list.Count));
    }

    private static async Task<Ok<List<SpecialViewOptionDto>>> GroupingOptionsAsync(
        ListRequest request, ViewService views, CancellationToken cancellationToken)
    {
        var list = await views.ListAsync(request.User, includeHidden: true, cancellationToken);
        return TypedResults.Ok(list
            .Where(view => view.CollectionType is null or CollectionType.movies or CollectionType.tvshows)
            .OrderBy(view => view.SortName, StringComparer.Ordinal)
            .Select(view => new SpecialViewOptionDto(view.Name, view.Id.ToString("N")))
            .ToList());
    }

    private static async Task<Ok<IReadOnlyList<BaseItemDto>>> LatestAsync(
        ListRequest request, LatestService latest, ItemAnswer answer, CancellationToken cancellationToken)
    {
        var wanted = new LatestRequest(request.User, request.ParentId, request.Limit ?? DefaultLatest)
        {
            Kinds = request.Query.Members<BaseItemKind>("includeItemTypes"),
            IsPlayed = request.Query.Flag("isPlayed"),
            GroupItems = request.Query.Flag("groupItems", true),
        };
        return await answer.ListAsync(await latest.ListAsync(wanted, cancellationToken), request, cancellationToken);
    }

    private static async Task<Ok<QueryResult<BaseItemDto>>> ResumeAsync(
        ListRequest request, ItemBrowser browser, ItemAnswer answer, CancellationToken cancellationToken)
    {
        var query = request.ToItemQuery() with
        {
            IsFolder = false,
            Watch = new WatchConditions { IsResumable = true },
            OrderBy = [new ItemOrder(ItemSortBy.DatePlayed, Descending: true)],
        };
        return await answer.PageAsync(await browser.ListAsync(query, request.ParentId, true, cancellationToken), request, cancellationToken);
    }
}
