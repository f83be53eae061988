using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Activity;
using MediaBrowser.Controller.Activity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

internal static class ActivityLogEndpoints
{
    public static void MapActivityLog(this IEndpointRouteBuilder api)
        => api.MapGet("/System/ActivityLog/Entries", EntriesAsync).WithName("GetLogEntries").RequireAuthorization(Policies.Elevated);

    private static async Task<Ok<QueryResult<ActivityLogEntryDto>>> EntriesAsync(
        [AsParameters] ActivityRequest request, IActivityLog log, CancellationToken cancellationToken)
    {
        var query = request.ToQuery();
        var page = await log.QueryAsync(query, cancellationToken);
        return TypedResults.Ok(new QueryResult<ActivityLogEntryDto>([.. page.Entries.Select(ActivityLogEntryDto.From)], page.Total, query.StartIndex));
    }
}
