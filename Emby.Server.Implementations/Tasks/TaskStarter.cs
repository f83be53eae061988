using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Tasks;

/// <summary>Claims runs in the database and starts what it got.</summary>
internal sealed partial class TaskStarter(
    ITaskStore store, RunningTasks running, IReplicaRegistry replicas, IMessageBus bus, IClusterClock clock, ILogger<TaskStarter> logger)
{
    public Task StopAsync() => running.StopAsync();

    /// <summary>Runs that nobody carries out any more: of a leader before this one, or of this process before it lost them.</summary>
    public async Task InterruptDeadAsync(TaskScope scope, CancellationToken cancellationToken)
    {
        var again = scope.Tasks.Where(task => task.Value.IsRequeuedWhenInterrupted).Select(task => task.Key).ToList();
        foreach (var runKey in await store.InterruptAsync([.. scope.Tasks.Keys], again, scope.FencingToken, running.Ids, cancellationToken))
        {
            var task = scope.Tasks[runKey];
            LogInterrupted(task.Key);
            await bus.PublishAsync(new TaskChanged(task.Key), cancellationToken);
        }
    }

    public async Task<TaskClaim> StartQueuedAsync(TaskScope scope, IScheduledTask task, TaskRun queued, CancellationToken cancellationToken)
    {
        var run = NewRun(scope, queued.TaskKey, queued.ScheduledFor, queued.Id, queued.MaxRuntimeTicks);
        var claim = await store.TryStartQueuedAsync(run, cancellationToken);
        StartIfClaimed(claim, task, run, scope.MayRun);
        return claim;
    }

    public async Task<TaskClaim> StartAsync(
        TaskScope scope, string runKey, DateTimeOffset due, TaskTrigger trigger, CancellationToken cancellationToken)
    {
        var run = NewRun(scope, runKey, due, Guid.CreateVersion7(clock.UtcNow), trigger.MaxRuntimeTicks);
        var claim = await store.TryStartAsync(run, cancellationToken);
        StartIfClaimed(claim, scope.Tasks[runKey], run, scope.MayRun);
        return claim;
    }

    private void StartIfClaimed(TaskClaim claim, IScheduledTask task, TaskRun run, CancellationToken mayRun)
    {
        if (claim == TaskClaim.Started)
        {
            running.Start(task, run, mayRun);
        }
    }

    private TaskRun NewRun(TaskScope scope, string runKey, DateTimeOffset due, Guid id, long? maxRuntimeTicks) => new()
    {
        Id = id,
        TaskKey = runKey,
        ScheduledFor = due,
        Status = TaskRunStatus.Running,
        ReplicaId = replicas.Self.Id,
        FencingToken = scope.FencingToken,
        MaxRuntimeTicks = maxRuntimeTicks,
        StartedAt = clock.UtcNow,
    };

    [LoggerMessage(LogLevel.Warning, "The run of task {Task} was interrupted: its replica went away")]
    private partial void LogInterrupted(string task);
}
