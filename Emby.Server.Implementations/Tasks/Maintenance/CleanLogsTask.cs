using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Tasks.Maintenance;

/// <summary>Deletes this replica's log files that are older than the configured age.</summary>
internal sealed partial class CleanLogsTask(
    IOptions<PathOptions> paths, IConfigurationStore configuration, TimeProvider time, ILogger<CleanLogsTask> logger) : IScheduledTask
{
    public string Key => "CleanLogFiles";

    public string Name => "Clean Log Directory";

    public string Description => "Removes log files that are older than the number of days in the server's settings, on every server.";

    public string Category => TaskCategories.Maintenance;

    public bool IsClusterWide => false;

    public IReadOnlyList<TaskTrigger> DefaultTriggers => [TaskTrigger.Every(TimeSpan.FromDays(1))];

    public async Task ExecuteAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        var settings = await configuration.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken);
        var limit = time.GetUtcNow().AddDays(-Math.Max(settings.LogFileRetentionDays, 1)).UtcDateTime;
        // The folder may be the system's own (/var/log), so only what is called a log goes.
        var deleted = OldFiles.Delete(
            new DirectoryInfo(paths.Value.Logs), limit, entry => entry is DirectoryInfo || entry.Extension is not (".log" or ".txt"), cancellationToken);
        LogDeleted(deleted);
    }

    [LoggerMessage(LogLevel.Information, "Removed {Count} old log files")]
    private partial void LogDeleted(int count);
}
