namespace Jellyfin.Server.Endpoints;

internal static class SystemRoutes
{
    public static void MapSystemRoutes(this IEndpointRouteBuilder api)
    {
        _ = api;
    }
}
