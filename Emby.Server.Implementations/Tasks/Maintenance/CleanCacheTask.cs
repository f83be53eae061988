using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Tasks.Maintenance;

/// <summary>Deletes files of this replica's cache that nobody has wanted for a month. What is wanted again is made again.</summary>
internal sealed partial class CleanCacheTask(IOptions<PathOptions> paths, TimeProvider time, ILogger<CleanCacheTask> logger) : IScheduledTask
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public string Key => "DeleteCacheFiles";

    public string Name => "Clean Cache Directory";

    public string Description => "Removes cached pictures and subtitles that have not been used for 30 days, on every server.";

    public string Category => TaskCategories.Maintenance;

    public bool IsClusterWide => false;

    public IReadOnlyList<TaskTrigger> DefaultTriggers => [TaskTrigger.Every(TimeSpan.FromDays(1))];

    public Task ExecuteAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        var limit = (time.GetUtcNow() - Kept).UtcDateTime;
        // Transcodes lie in the cache by default and have a task of their own.
        var deleted = OldFiles.Delete(new DirectoryInfo(paths.Value.Cache), limit, entry => entry.FullName == paths.Value.Transcodes, cancellationToken);
        LogDeleted(deleted);
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "Removed {Count} old files from the cache")]
    private partial void LogDeleted(int count);
}
