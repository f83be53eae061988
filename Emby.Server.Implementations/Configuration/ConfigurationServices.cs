using MediaBrowser.Controller.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.Configuration;

public static class ConfigurationServices
{
    /// <summary>Server settings and discovery.</summary>
    public static IServiceCollection AddServerConfiguration(this IServiceCollection services)
    {
        services.AddOptions<PathOptions>()
            .BindConfiguration(PathOptions.Section)
            .Configure<IConfiguration>(FolderPaths.ApplyCommandLine)
            .PostConfigure(FolderPaths.Canonicalise)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddHostedService<FolderPreparation>();
        return services;
    }
}
