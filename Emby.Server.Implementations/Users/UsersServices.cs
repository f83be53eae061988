using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Users;

public static class UsersServices
{
    /// <summary>Log-in, users, devices, Quick Connect.</summary>
    public static IServiceCollection AddUsers(this IServiceCollection services)
    {
        services.AddOptions<ApiKeyOptions>().BindConfiguration(ApiKeyOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LoginThrottle>();
        services.AddSingleton<UserActivity>();
        services.AddSingleton<LoginService>();
        services.AddSingleton<StartupService>();
        services.AddSingleton<UserService>();
        services.AddSingleton<ApiKeyService>();
        services.AddSingleton<QuickConnectService>();
        services.AddSingleton<QuickConnectThrottle>();
        return services;
    }
}
