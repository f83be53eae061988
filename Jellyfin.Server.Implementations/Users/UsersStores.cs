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
        return services;
    }
}
