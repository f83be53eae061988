using MediaBrowser.Controller.SyncPlay;
using Microsoft.Extensions.DependencyInjection;

namespace Emby.Server.Implementations.SyncPlay;

public static class SyncPlayServices
{
    /// <summary>Watching together.</summary>
    public static IServiceCollection AddSyncPlay(this IServiceCollection services)
    {
        services.AddOptions<SyncPlayOptions>().BindConfiguration(SyncPlayOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SyncPlayStore>();
        services.AddSingleton<SyncPlayAccess>();
        services.AddSingleton<SyncPlayService>();
        services.AddSingleton<SyncPlayQueues>();
        services.AddSingleton<SyncPlayUpkeep>();
        return services;
    }
}
