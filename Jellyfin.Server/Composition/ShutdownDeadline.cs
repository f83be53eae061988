using System.Diagnostics;
using Jellyfin.Server.Implementations.Cluster;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Composition;

/// <summary>Ends the process when stopping does not come to its end, because a database hangs for example.</summary>
internal static partial class ShutdownDeadline
{
    /// <summary>What is left to do after the time-out is to close connections.</summary>
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(3);

    public static void EndInTime(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<IOptions<ClusterOptions>>().Value.ShutdownTimeout + CloseLimit;
        var time = app.Services.GetRequiredService<TimeProvider>();
        app.Lifetime.ApplicationStopping.Register(() => _ = EndAsync(limit, time, app.Logger));
    }

    private static async Task EndAsync(TimeSpan limit, TimeProvider time, ILogger logger)
    {
        await Task.Delay(limit, time, CancellationToken.None);
        LogOverdue(logger, limit);
        // Not by an orderly exit: that is what does not come to its end.
        using var process = Process.GetCurrentProcess();
        process.Kill();
    }

    [LoggerMessage(LogLevel.Warning, "Not stopped after {Limit}; the process is ended")]
    private static partial void LogOverdue(ILogger logger, TimeSpan limit);
}
