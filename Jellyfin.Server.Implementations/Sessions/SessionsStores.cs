using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Implementations.Sessions;

public static class SessionsStores
{
    /// <summary>Sessions in the shared state, watch state in PostgreSQL.</summary>
    public static IServiceCollection AddSessionStores(this IServiceCollection services)
    {
        services.AddSingleton<IUserDataStore, PostgresUserDataStore>();
        services.AddSingleton<IDeviceMemory, PostgresDeviceMemory>();
        // Sockets are shared even where sessions are not: the members of a SyncPlay group may be anywhere.
        services.AddSingleton<SharedSockets>();
        services.AddSingleton<ISessionStore>(provider => ActivatorUtilities.CreateInstance<SharedSessionStore>(
            provider,
            provider.GetRequiredService<IOptions<HighAvailabilityOptions>>().Value.SharedSessions
                ? provider.GetRequiredService<ISharedStore>()
                : provider.GetRequiredKeyedService<ISharedStore>(ISharedStore.ThisReplica)));
        return services;
    }
}
