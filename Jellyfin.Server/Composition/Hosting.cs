using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Server.Logging;
using Jellyfin.Server.Metrics;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Composition;

/// <summary>Process-wide settings: Kestrel, logging, shutdown.</summary>
internal static class Hosting
{
    public static void AddHosting(this WebApplicationBuilder builder)
    {
        builder.Configuration.AddEnvironmentVariables("JELLYFIN_");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 100 * 1024 * 1024;
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.UseUtcTimestamp = true;
        });
        builder.Services.AddOptions<HostOptions>()
            .Configure<IOptions<ClusterOptions>>((host, cluster) => host.ShutdownTimeout = cluster.Value.ShutdownTimeout);
        builder.Services.AddMetricsListener();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ILoggerProvider, FileLogProvider>();
    }
}
