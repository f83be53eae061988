namespace Jellyfin.Server.Endpoints;

internal static class BrowseRoutes
{
    public static void MapBrowseRoutes(this IEndpointRouteBuilder api)
    {
        _ = api;
    }
}
