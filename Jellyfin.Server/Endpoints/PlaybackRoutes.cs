namespace Jellyfin.Server.Endpoints;

internal static class PlaybackRoutes
{
    public static void MapPlaybackRoutes(this IEndpointRouteBuilder api)
    {
        _ = api;
    }
}
