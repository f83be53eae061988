using Emby.Server.Implementations.Browsing;
using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Browsing;
using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Series.</summary>
internal static class ShowEndpoints
{
    public static void MapShows(this IEndpointRouteBuilder api)
    {
        api.MapGet("/Shows/NextUp", NextUpAsync).WithName("GetNextUp");
        api.MapGet("/Shows/Upcoming", UpcomingAsync).WithName("GetUpcomingEpisodes");
        api.MapGet("/Shows/{seriesId}/Seasons", SeasonsAsync).WithName("GetSeasons");
        api.MapGet("/Shows/{seriesId}/Episodes", EpisodesAsync).WithName("GetEpisodes");
    }

    private static async Task<Ok<QueryResult<BaseItemDto>>> NextUpAsync(
        ListRequest request, NextUpService nextUp, ItemAnswer answer, CancellationToken cancellationToken)
    {
        var query = new NextUpQuery(request.Viewer, default)
        {
            SeriesId = request.Query.Id("seriesId"),
            Cutoff = request.Query.Time("nextUpDateCutoff"),
            EnableResumable = request.Query.Flag("enableResumable", true),
            EnableRewatching = request.Query.Flag("enableRewatching", false),
            StartIndex = request.StartIndex,
            Limit = request.Limit,
        };
        var page = await nextUp.ListAsync(query, request.ParentId, request.WantsTotal, cancellationToken);
        return await answer.PageAsync(page, request, cancellationToken);
    }

    private static async Task<Ok<QueryResult<BaseItemDto>>> UpcomingAsync(
        ListRequest request, ItemBrowser browser, ItemAnswer answer, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = new DateTimeOffset(time.GetUtcNow().Date, TimeSpan.Zero);
        var query = new ItemQuery(request.Viewer)
        {
            Kinds = [BaseItemKind.Episode],
            Values = new ValueConditions { MinPremiereDate = today.AddDays(-1) },
            OrderBy = [new(ItemSortBy.PremiereDate), new(ItemSortBy.SortName)],
            StartIndex = request.StartIndex,
            Limit = request.Limit,
        };
        return await answer.PageAsync(await browser.ListAsync(query, request.ParentId, true, cancellationToken), request, cancellationToken);
    }

    private static async Task<Results<Ok<QueryResult<BaseItemDto>>, ProblemHttpResult>> SeasonsAsync(
        Guid seriesId, ListRequest request, ItemBrowser browser, EpisodeService episodes, ItemAnswer answer, CancellationToken cancellationToken)
    {
        if (await browser.FindAsync(seriesId, request.Viewer, cancellationToken) is not { Kind: BaseItemKind.Series })
        {
            return ItemAnswer.NotFound();
        }

        var wanted = new SeasonRequest(seriesId, new ItemQuery(request.Viewer))
        {
            IsSpecial = request.Query.Flag("isSpecialSeason"),
            AdjacentTo = request.Query.Id("adjacentTo"),
        };
        return await answer.PageAsync(await episodes.SeasonsAsync(wanted, cancellationToken), request, cancellationToken);
    }

    private static async Task<Results<Ok<QueryResult<BaseItemDto>>, ProblemHttpResult>> EpisodesAsync(
        Guid seriesId, ListRequest request, ItemBrowser browser, EpisodeService episodes, ItemAnswer answer, CancellationToken cancellationToken)
    {
        var seasonId = request.Query.Id("seasonId");
        if (await browser.FindAsync(seasonId ?? seriesId, request.Viewer, cancellationToken) is null)
        {
            return ItemAnswer.NotFound();
        }

        var wanted = new EpisodeRequest(seriesId, new ItemQuery(request.Viewer)
        {
            IsMissing = request.Query.Flag("isMissing"),
            Values = new ValueConditions { ParentIndexNumber = seasonId is null ? request.Query.Number("season") : null },
            OrderBy = ItemQueryReader.OrderBy(request.Query),
            StartIndex = request.StartIndex,
            Limit = request.Limit,
        })
        {
            SeasonId = seasonId,
            AdjacentTo = request.Query.Id("adjacentTo"),
            StartItemId = request.Query.Id("startItemId"),
        };
        return await answer.PageAsync(await episodes.EpisodesAsync(wanted, cancellationToken), request, cancellationToken);
    }
}
