using Jellyfin.Server.Logging;

namespace Jellyfin.Server.Composition;

/// <summary>Process-wide settings: Kestrel, logging, shutdown.</summary>
internal static class Hosting
{
    /// <summary>How long requests may go on after SIGTERM.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(20);

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
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ILoggerProvider, FileLogProvider>();
    }
}
