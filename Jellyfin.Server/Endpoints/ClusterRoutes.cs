using Jellyfin.Server.Metrics;

namespace Jellyfin.Server.Endpoints;

internal static class ClusterRoutes
{
    public static void AddClusterWire(this IServiceCollection services) => services.AddMetricsListener();

    public static void MapClusterRoutes(this IEndpointRouteBuilder api)
    {
        api.MapHealth();
        api.MapCluster();
        api.MapScheduledTasks();
        api.MapActivityLog();
    }
}
