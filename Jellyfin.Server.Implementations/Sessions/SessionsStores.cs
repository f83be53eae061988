using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Sessions;

public static class SessionsStores
{
    /// <summary>Sessions in the shared state, watch state in PostgreSQL.</summary>
    public static IServiceCollection AddSessionStores(this IServiceCollection services)
    {
        services.AddSingleton<IUserDataStore, PostgresUserDataStore>();
        services.AddSingleton<IDeviceMemory, PostgresDeviceMemory>();
        services.AddSingleton<ISessionStore, SharedSessionStore>();
        return services;
    }
}
