using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Users;

public static class UsersServices
{
    /// <summary>Log-in, users, devices, Quick Connect.</summary>
    public static IServiceCollection AddUsers(this IServiceCollection services)
    {
        services.AddSingleton<LoginThrottle>();
        services.AddSingleton<LoginService>();
        services.AddSingleton<StartupService>();
        services.AddSingleton<UserService>();
        return services;
    }
}
