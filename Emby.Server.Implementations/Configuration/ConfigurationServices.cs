using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Configuration;

public static class ConfigurationServices
{
    /// <summary>Server settings and discovery.</summary>
    public static IServiceCollection AddServerConfiguration(this IServiceCollection services) => services;
}
