namespace Jellyfin.Server.Endpoints;

internal static class PlaybackRoutes
{
    public static void MapPlaybackRoutes(this IEndpointRouteBuilder api)
    {
        api.MapPlaybackInfo();
        api.MapFileStreams();
        api.MapHls();
        api.MapSubtitles();
        api.MapUniversalAudio();
        api.MapTrickplay();
    }
}
