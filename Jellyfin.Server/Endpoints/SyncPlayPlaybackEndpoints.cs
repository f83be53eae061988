using Jellyfin.Server.Contracts.SyncPlay;
using MediaBrowser.Controller.SyncPlay;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>How a group plays, and what its players say.</summary>
internal static class SyncPlayPlaybackEndpoints
{
    /// <summary>More is nonsense and limited by the group.</summary>
    private const double LongestPingMilliseconds = 60_000;

    public static void MapSyncPlayPlayback(this IEndpointRouteBuilder api)
    {
        api.MapPost("/SyncPlay/Unpause", UnpauseAsync).WithName("SyncPlayUnpause").Needs(SyncPlayNeed.Access);
        api.MapPost("/SyncPlay/Pause", PauseAsync).WithName("SyncPlayPause").Needs(SyncPlayNeed.Access);
        api.MapPost("/SyncPlay/Stop", StopAsync).WithName("SyncPlayStop").Needs(SyncPlayNeed.Access);
        api.MapPost("/SyncPlay/Seek", SeekAsync).WithName("SyncPlaySeek").Needs(SyncPlayNeed.Access);
        api.MapPost("/SyncPlay/Buffering", BufferAsync).WithName("SyncPlayBuffering").Needs(SyncPlayNeed.Access);
        api.MapPost("/SyncPlay/Ready", GetReadyAsync).WithName("SyncPlayReady").Needs(SyncPlayNeed.Access);
        api.MapPost("/SyncPlay/SetIgnoreWait", IgnoreWaitAsync).WithName("SyncPlaySetIgnoreWait").Needs(SyncPlayNeed.Access);
        api.MapPost("/SyncPlay/Ping", PingAsync).WithName("SyncPlayPing").Needs(SyncPlayNeed.Access);
    }

    private static Task<Results<NoContent, ContentHttpResult>> UnpauseAsync(SyncPlayRequest request)
        => request.HandleAsync(new UnpauseEvent(request.SessionId));

    private static Task<Results<NoContent, ContentHttpResult>> PauseAsync(SyncPlayRequest request)
        => request.HandleAsync(new PauseEvent(request.SessionId));

    private static Task<Results<NoContent, ContentHttpResult>> StopAsync(SyncPlayRequest request)
        => request.HandleAsync(new StopEvent(request.SessionId));

    private static Task<Results<NoContent, ContentHttpResult>> SeekAsync(SeekRequestDto body, SyncPlayRequest request)
        => request.HandleAsync(new SeekEvent(request.SessionId, body.PositionTicks));

    private static Task<Results<NoContent, ContentHttpResult>> BufferAsync(PlayerReportDto body, SyncPlayRequest request)
        => request.HandleAsync(new BufferEvent(request.SessionId, body.ToReport()));

    private static Task<Results<NoContent, ContentHttpResult>> GetReadyAsync(PlayerReportDto body, SyncPlayRequest request)
        => request.HandleAsync(new ReadyEvent(request.SessionId, body.ToReport()));

    private static Task<Results<NoContent, ContentHttpResult>> IgnoreWaitAsync(IgnoreWaitRequestDto body, SyncPlayRequest request)
        => request.HandleAsync(new IgnoreWaitEvent(request.SessionId, body.IgnoreWait));

    /// <summary>Clients go on pinging after they left.</summary>
    private static async Task<NoContent> PingAsync(PingRequestDto body, SyncPlayRequest request)
    {
        var ping = TimeSpan.FromMilliseconds(Math.Clamp(body.Ping, 0, LongestPingMilliseconds));
        await request.HandleAsync(new PingEvent(request.SessionId, ping));
        return TypedResults.NoContent();
    }
}
