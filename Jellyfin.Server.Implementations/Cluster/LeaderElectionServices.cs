using Jellyfin.Server.Implementations.Redis;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Implementations.Cluster;

internal static class LeaderElectionServices
{
    /// <summary>The kind of election that is configured, and the loop that takes part in it.</summary>
    public static IServiceCollection AddLeaderElection(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<LeaderMetrics>();
        services.AddSingleton<LeaderJournal>();
        services.AddSingleton<PostgresTaskLeaderElection>();
        services.AddSingleton<ILeaderGate>(provider => ActivatorUtilities.CreateInstance<ResilientLeaderGate>(
            provider, provider.GetRequiredService<RedisLeaderGate>()));
        services.AddSingleton<RedisTaskLeaderElection>();
        services.AddSingleton<ResilientTaskLeaderElection>();
        services.AddSingleton<EveryReplicaElection>();
        services.AddSingleton<ITaskLeaderElection>(Select);
        services.AddSingleton<TaskLeadership>();
        services.AddSingleton<ITaskLeadership>(provider => provider.GetRequiredService<TaskLeadership>());
        services.AddHostedService(provider => provider.GetRequiredService<TaskLeadership>());
        services.AddHostedService<HighAvailabilityMetrics>();
        return services;
    }

    private static ITaskLeaderElection Select(IServiceProvider provider)
        => provider.GetRequiredService<IOptions<HighAvailabilityOptions>>().Value.TaskLeaderElection switch
        {
            TaskLeaderElectionMode.Off => provider.GetRequiredService<EveryReplicaElection>(),
            TaskLeaderElectionMode.Redis when ClusterStores.UsesRedis(provider) => provider.GetRequiredService<ResilientTaskLeaderElection>(),
            _ => provider.GetRequiredService<PostgresTaskLeaderElection>(),
        };
}
