using MediaBrowser.Controller.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Configuration;

public static class ConfigurationStores
{
    /// <summary>Server settings in PostgreSQL.</summary>
    public static IServiceCollection AddConfigurationStore(this IServiceCollection services)
    {
        services.AddSingleton<IConfigurationStore, PostgresConfigurationStore>();
        services.AddSingleton<IServerIdentity, PostgresServerIdentity>();
        return services;
    }
}
