using MediaBrowser.Controller.Activity;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Tasks.Maintenance;

/// <summary>Deletes lines of the activity log that are older than the configured age.</summary>
internal sealed class CleanActivityLogTask(IActivityLog log, IConfigurationStore configuration, TimeProvider time) : IScheduledTask
{
    public string Key => "CleanActivityLog";

    public string Name => "Clean Activity Log";

    public string Description => "Deletes activity log entries older than the configured age.";

    public string Category => TaskCategories.Maintenance;

    public IReadOnlyList<TaskTrigger> DefaultTriggers => [];

    public async Task ExecuteAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        var settings = await configuration.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken);
        if (settings.ActivityLogRetentionDays is { } days)
        {
            await log.DeleteOlderAsync(time.GetUtcNow().AddDays(-days), cancellationToken);
        }
    }
}
