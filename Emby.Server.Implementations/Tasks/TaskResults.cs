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
    public async Task StoreAsync(IScheduledTask task, TaskRun run, TaskRunStatus status, string? error)
    {
        metrics.Ended(task.Key, status, clock.UtcNow - run.StartedAt);
        try
        {
            // A run that was taken away is over already, and whoever took it has seen to the next one.
            var isOurs = await store.EndAsync(run, status, error, CancellationToken.None);
            if (isOurs && status == TaskRunStatus.Interrupted && task.IsRequeuedWhenInterrupted)
            {
                await RequeueAsync(run.TaskKey, run.ReplicaId, CancellationToken.None);
            }

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

    public Task RequeueAsync(string runKey, string replicaId, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var run = new TaskRun
        {
            Id = Guid.CreateVersion7(now),
            TaskKey = runKey,
            ScheduledFor = now,
            Status = TaskRunStatus.Queued,
            ReplicaId = replicaId,
            FencingToken = 0,
            StartedAt = now,
        };
        return store.RequestRunAsync(run, onlyWhenIdle: false, cancellationToken);
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
