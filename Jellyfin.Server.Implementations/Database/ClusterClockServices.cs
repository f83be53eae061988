using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Database;

internal static class ClusterClockServices
{
    public static void AddClusterClock(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseClock>();
        services.AddSingleton<IClusterClock>(provider => provider.GetRequiredService<DatabaseClock>());
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseClock>());
    }
}
