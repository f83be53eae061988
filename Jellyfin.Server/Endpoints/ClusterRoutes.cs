using Jellyfin.Server.Cluster;
using Jellyfin.Server.Health;

namespace Jellyfin.Server.Endpoints;

internal static class ClusterRoutes
{
    public static void AddClusterWire(this IServiceCollection services)
    {
        services.AddSingleton<DependencyCheck>();
        services.AddSingleton<ClusterAnswer>();
        services.AddHostedService<ReplicaReporter>();
        services.AddHostedService<AgentCheckListener>();
    }

    public static void MapClusterRoutes(this IEndpointRouteBuilder api)
    {
        api.MapHealth();
        api.MapCluster();
        api.MapScheduledTasks();
        api.MapActivityLog();
    }
}
