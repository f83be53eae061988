using Jellyfin.Server.Implementations.Images;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Images;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Configuration;

public static class ConfigurationStores
{
    /// <summary>Server settings and the index of pictures in PostgreSQL.</summary>
    public static IServiceCollection AddConfigurationStore(this IServiceCollection services)
    {
        services.AddSingleton<IConfigurationStore, PostgresConfigurationStore>();
        services.AddSingleton<IServerIdentity, PostgresServerIdentity>();
        services.AddSingleton<IItemImageStore, PostgresItemImageStore>();
        return services;
    }
}
