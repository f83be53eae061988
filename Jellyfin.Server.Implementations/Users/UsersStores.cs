using MediaBrowser.Controller.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Users;

public static class UsersStores
{
    /// <summary>Users, tokens, devices, display preferences in PostgreSQL.</summary>
    public static IServiceCollection AddUserStores(this IServiceCollection services)
    {
        services.AddSingleton<IUserStore, PostgresUserStore>();
        services.AddSingleton<TokenCache>();
        services.AddSingleton<ITokenStore, PostgresTokenStore>();
        services.AddSingleton<IApiKeyStore, PostgresApiKeyStore>();
        services.AddSingleton<IDeviceStore, PostgresDeviceStore>();
        services.AddSingleton<IDisplayPreferencesStore, PostgresDisplayPreferencesStore>();
        return services;
    }
}
