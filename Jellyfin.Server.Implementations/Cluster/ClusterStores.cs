using Jellyfin.Server.Implementations.Redis;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Implementations.Cluster;

public static class ClusterStores
{
    /// <summary>Shared state, bus, leases, leader election, replica registry.</summary>
    public static IServiceCollection AddCluster(this IServiceCollection services)
    {
        services.AddSharedState();
        services.AddLeaderElection();
        services.AddHostedService<ReadinessProbe>();
        services.AddDrain();
        services.AddHostedService<GracefulShutdown>();
        services.AddMetrics();
        services.AddHostedService<ClusterMetrics>();
        return services;
    }

    /// <summary>The primitives: on Redis when it is configured, else in this process.</summary>
    internal static IServiceCollection AddSharedState(this IServiceCollection services)
    {
        services.AddOptions<ClusterOptions>().BindConfiguration(ClusterOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HighAvailabilityOptions>().BindConfiguration(HighAvailabilityOptions.Section)
            .PostConfigure(options => options.ApplyMasterSwitch()).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RedisOptions>().BindConfiguration(RedisOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MessageDispatcher>();
        services.AddRedis();
        services.AddEither<IMessageBus, RedisMessageBus, InProcessMessageBus>();
        services.AddEither<ISharedStore, RedisSharedStore, InProcessSharedStore>();
        services.AddEither<IMessageLog, RedisMessageLog, InProcessMessageLog>();
        services.AddKeyedSingleton<ISharedStore, InProcessSharedStore>(ISharedStore.ThisReplica);
        services.AddReplicaRegistry();
        return services;
    }

    private static void AddRedis(this IServiceCollection services)
    {
        services.AddSingleton<RedisConnector>();
        services.AddSingleton<RedisConnection>();
        services.AddSingleton<RedisLeaderGate>();
        services.AddSingleton<BusSequences>();
        services.AddSingleton<BusMetrics>();
        services.AddSingleton<RedisBusSender>();
        services.AddSingleton<RedisBusReceiver>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<IMessageBus>() as IHostedService ?? NothingToRun.Instance);
    }

    private static void AddReplicaRegistry(this IServiceCollection services)
    {
        services.AddSingleton(provider => ReplicaIdentityFactory.Create(
            provider.GetRequiredService<IOptions<ClusterOptions>>().Value, provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<ReplicaReadiness>();
        services.AddSingleton<IReplicaDrain>(provider => provider.GetRequiredService<ReplicaReadiness>());
        services.AddSingleton<ReplicaReports>();
        services.AddSingleton<IReplicaReports>(provider => provider.GetRequiredService<ReplicaReports>());
        services.AddSingleton<ReplicaRegistry>();
        services.AddSingleton<IReplicaRegistry>(provider => provider.GetRequiredService<ReplicaRegistry>());
        services.AddHostedService(provider => provider.GetRequiredService<ReplicaRegistry>());
    }

    private static void AddDrain(this IServiceCollection services)
    {
        services.AddSingleton<DrainOrders>();
        services.AddSingleton<OwnDrain>();
        services.AddSingleton(provider => new DrainService(
            provider.GetRequiredService<IReplicaRegistry>(),
            provider.GetRequiredService<DrainOrders>(),
            provider.GetRequiredService<OwnDrain>(),
            provider.GetRequiredService<IMessageBus>()));
        services.AddHostedService<DrainFollower>();
    }

    private static void AddEither<TService, TRedis, TInProcess>(this IServiceCollection services)
        where TService : class
        where TRedis : TService
        where TInProcess : TService
        => services.AddSingleton<TService>(provider => UsesRedis(provider)
            ? ActivatorUtilities.CreateInstance<TRedis>(provider)
            : ActivatorUtilities.CreateInstance<TInProcess>(provider));

    /// <summary>A server that was told to be alone does not use Redis, configured or not.</summary>
    internal static bool UsesRedis(IServiceProvider provider)
        => provider.GetRequiredService<IOptions<HighAvailabilityOptions>>().Value.Enabled
            && provider.GetRequiredService<IOptions<RedisOptions>>().Value.IsConfigured;

    private sealed class NothingToRun : IHostedService
    {
        public static readonly NothingToRun Instance = new();

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
