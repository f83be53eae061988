using Emby.Server.Implementations.Localization;
using Emby.Server.Implementations.Networking;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Networking;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Configuration;

public static class ConfigurationServices
{
    /// <summary>Server settings, log files and discovery.</summary>
    public static IServiceCollection AddServerConfiguration(this IServiceCollection services)
    {
        services.AddOptions<PathOptions>()
            .BindConfiguration(PathOptions.Section)
            .Configure<IConfiguration>(FolderPaths.ApplyCommandLine)
            .PostConfigure(FolderPaths.Canonicalise)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<NetworkOptions>()
            .BindConfiguration(NetworkOptions.Section)
            .Configure<IConfiguration>((options, configuration) => options.PublishedServerUri ??= configuration["PublishedServerUrl"])
            .ValidateOnStart();
        services.AddHostedService<FolderPreparation>();
        services.AddSingleton<NetworkSettings>();
        services.AddHostedService(provider => provider.GetRequiredService<NetworkSettings>());
        services.AddSingleton<DiscoveryAnswer>();
        services.AddHostedService<DiscoveryResponder>();
        services.AddSingleton<LocalizationTables>();
        services.AddSingleton<LogFiles>();
        return services;
    }
}
