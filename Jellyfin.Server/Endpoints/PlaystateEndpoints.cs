using Emby.Server.Implementations.Sessions;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Reports of players. Always 204; the position is stored by then.</summary>
internal static class PlaystateEndpoints
{
    public static void MapPlaystate(this IEndpointRouteBuilder api)
    {
        api.MapPost("/Sessions/Playing", StartAsync).WithName("ReportPlaybackStart");
        api.MapPost("/Sessions/Playing/Progress", ContinueAsync).WithName("ReportPlaybackProgress");
        api.MapPost("/Sessions/Playing/Ping", PingAsync).WithName("PingPlaybackSession");
        api.MapPost("/Sessions/Playing/Stopped", StopAsync).WithName("ReportPlaybackStopped");

        foreach (var prefix in new[] { "", "/Users/{userId}" })
        {
            api.MapPost(prefix + "/PlayingItems/{itemId}", StartItemAsync);
            api.MapPost(prefix + "/PlayingItems/{itemId}/Progress", ContinueItemAsync);
            api.MapDelete(prefix + "/PlayingItems/{itemId}", StopItemAsync);
        }
    }

    private static Task<NoContent> StartAsync(
        PlaybackReportDto body, OwnSession own, PlaybackReporting reporting, CancellationToken cancellationToken)
        => AnswerAsync(reporting.StartAsync(own.Identity, body.ToReport(), cancellationToken));

    private static Task<NoContent> StartItemAsync(
        [AsParameters] PlayingItemQuery query, OwnSession own, PlaybackReporting reporting, CancellationToken cancellationToken)
        => AnswerAsync(reporting.StartAsync(own.Identity, query.ToReport(), cancellationToken));

    private static Task<NoContent> ContinueAsync(
        PlaybackReportDto body, OwnSession own, PlaybackReporting reporting, CancellationToken cancellationToken)
        => AnswerAsync(reporting.ContinueAsync(own.Identity, body.ToReport(), cancellationToken));

    private static Task<NoContent> ContinueItemAsync(
        [AsParameters] PlayingItemQuery query, OwnSession own, PlaybackReporting reporting, CancellationToken cancellationToken)
        => AnswerAsync(reporting.ContinueAsync(own.Identity, query.ToReport(), cancellationToken));

    private static Task<NoContent> PingAsync(string playSessionId, PlaybackReporting reporting, CancellationToken cancellationToken)
        => AnswerAsync(reporting.PingAsync(playSessionId, isPaused: false, cancellationToken));

    private static Task<NoContent> StopAsync(
        PlaybackReportDto body, OwnSession own, PlaybackReporting reporting, CancellationToken cancellationToken)
        => AnswerAsync(reporting.StopAsync(own.Identity, body.ToReport(), cancellationToken));

    private static Task<NoContent> StopItemAsync(
        [AsParameters] PlayingItemQuery query, OwnSession own, PlaybackReporting reporting, CancellationToken cancellationToken)
        => AnswerAsync(reporting.StopAsync(own.Identity, query.ToReport(), cancellationToken));

    private static async Task<NoContent> AnswerAsync(Task report)
    {
        await report;
        return TypedResults.NoContent();
    }
}
