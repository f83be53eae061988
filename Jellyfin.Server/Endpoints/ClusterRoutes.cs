namespace Jellyfin.Server.Endpoints;

internal static class ClusterRoutes
{
    public static void MapClusterRoutes(this IEndpointRouteBuilder api)
    {
        _ = api;
    }
}
