using MediaBrowser.Controller.Activity;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Tasks;

/// <summary>Stores how a run ended and tells who wants to know.</summary>
internal sealed partial class TaskResults(
    ITaskStore store, IActivityLog activities, TaskMetrics metrics, IMessageBus bus, IClusterClock clock, ILogger<TaskResults> logger)
{
    /// <summary>What cannot be stored is found and marked as interrupted by the leader.</summary>
    /// <param name="task">What ran.</param>
    /// <param name="run">Its row.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="error">What administrators read.</param>
    /// <param name="again">Whether another run takes its place.</param>
    public async Task StoreAsync(IScheduledTask task, TaskRun run, TaskRunStatus status, string? error, bool again)
    {
        metrics.Ended(task.Key, status, clock.UtcNow - run.StartedAt);
        try
        {
            // A run that was taken away is over already, and whoever took it has seen to the next one.
            var isOurs = await store.EndAsync(run, status, error, again, CancellationToken.None);
            if (isOurs && status == TaskRunStatus.Failed)
            {
                await activities.WriteAsync(Failure(task, run, error), CancellationToken.None);
            }
        }
        catch (Exception exception) when (exception.IsDatabaseOutage())
        {
            LogNotStored(task.Key, status, exception.Message);
        }

        await bus.PublishAsync(new TaskChanged(task.Key), CancellationToken.None);
    }

    private ActivityLogEntry Failure(IScheduledTask task, TaskRun run, string? error)
    {
        var now = clock.UtcNow;
        return new ActivityLogEntry
        {
            Name = $"{task.Name} failed",
            Type = "TaskFailed",
            Overview = error,
            ShortOverview = $"Running time: {now - run.StartedAt:hh\\:mm\\:ss}",
            Date = now,
            Severity = "Error",
        };
    }

    [LoggerMessage(LogLevel.Warning, "Result {Status} of task {Task} was not stored: {Reason}")]
    private partial void LogNotStored(string task, TaskRunStatus status, string reason);
}
