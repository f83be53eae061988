using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Emby.Server.Implementations.Trickplay;

public static class TrickplayServices
{
    /// <summary>Preview pictures for seeking.</summary>
    public static IServiceCollection AddTrickplay(this IServiceCollection services)
    {
        services.TryAddSingleton<BoundProcesses>();
        services.AddSingleton<TrickplayFolders>();
        services.AddSingleton<TrickplayProcess>();
        services.AddSingleton<TrickplayRuns>();
        services.AddSingleton<TrickplaySources>();
        services.AddSingleton<TrickplayBeside>();
        services.AddSingleton<TrickplayMaker>();
        services.AddSingleton<OrphanedTrickplay>();
        services.AddSingleton<TrickplayService>();
        services.AddSingleton<IScheduledTask, TrickplayImagesTask>();
        return services;
    }
}
