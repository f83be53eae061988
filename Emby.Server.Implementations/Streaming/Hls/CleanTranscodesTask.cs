using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Removes what ffmpeg wrote on this replica and no stream uses any more.</summary>
internal sealed class CleanTranscodesTask(TranscodeJobs jobs, TranscodeFolders folders, TimeProvider time) : IScheduledTask
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public string Key => "DeleteTranscodeFiles";

    public string Name => "Clean Transcode Directory";

    public string Description => "Removes output of transcodes that ended more than a day ago, on every server.";

    public string Category => TaskCategories.Maintenance;

    public bool IsClusterWide => false;

    public IReadOnlyList<TaskTrigger> DefaultTriggers => [new TaskTrigger(TaskTriggerType.StartupTrigger), TaskTrigger.Every(TimeSpan.FromDays(1))];

    public Task ExecuteAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        var used = jobs.Local.Select(job => job.Folder).ToHashSet(StringComparer.Ordinal);
        folders.RemoveUnused(used, (time.GetUtcNow() - Kept).UtcDateTime);
        return Task.CompletedTask;
    }
}
