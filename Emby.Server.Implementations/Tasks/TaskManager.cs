using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Tasks;

/// <summary>Stores what is asked for and tells the replicas; whoever runs tasks takes it from there, now or after a take-over.</summary>
internal sealed class TaskManager(
    TaskCatalog catalog, ITaskStore store, ITaskScheduleStore schedules, IReplicaRegistry replicas, IMessageBus bus, TimeProvider time) : ITaskManager
{
    public Task<bool> QueueAsync(string taskKey, CancellationToken cancellationToken) => RequestAsync(taskKey, onlyWhenIdle: false, cancellationToken);

    public Task<bool> StartAsync(string taskKey, CancellationToken cancellationToken) => RequestAsync(taskKey, onlyWhenIdle: true, cancellationToken);

    public async Task<bool> StopAsync(string taskKey, CancellationToken cancellationToken)
    {
        if (catalog.FindByKey(taskKey) is not { } task)
        {
            return false;
        }

        foreach (var runKey in await RunKeysAsync(task, cancellationToken))
        {
            await store.RequestStopAsync(runKey, cancellationToken);
        }

        await AnnounceAsync(taskKey, cancellationToken);
        return true;
    }

    public async Task<IReadOnlyList<TaskState>> ListAsync(CancellationToken cancellationToken)
        => await DescribeAsync(catalog.All, cancellationToken);

    public async Task<TaskState?> FindAsync(string taskId, CancellationToken cancellationToken)
        => catalog.FindById(taskId) is { } task ? (await DescribeAsync([task], cancellationToken))[0] : null;

    public async Task<bool> SetTriggersAsync(string taskKey, IReadOnlyList<TaskTrigger> triggers, CancellationToken cancellationToken)
    {
        if (catalog.FindByKey(taskKey) is null)
        {
            return false;
        }

        var schedule = new TaskSchedule { TaskKey = taskKey, Triggers = [.. triggers], ChangedAt = time.GetUtcNow() };
        await schedules.SaveScheduleAsync(schedule, cancellationToken);
        await AnnounceAsync(taskKey, cancellationToken);
        return true;
    }

    private async Task<bool> RequestAsync(string taskKey, bool onlyWhenIdle, CancellationToken cancellationToken)
    {
        if (catalog.FindByKey(taskKey) is not { } task)
        {
            return false;
        }

        foreach (var runKey in await RunKeysAsync(task, cancellationToken))
        {
            await store.RequestRunAsync(NewRequest(runKey), onlyWhenIdle, cancellationToken);
        }

        await AnnounceAsync(taskKey, cancellationToken);
        return true;
    }

    private TaskRun NewRequest(string runKey)
    {
        var now = time.GetUtcNow();
        return new TaskRun
        {
            Id = Guid.CreateVersion7(now),
            TaskKey = runKey,
            ScheduledFor = now,
            Status = TaskRunStatus.Queued,
            ReplicaId = replicas.Self.Id,
            FencingToken = 0,
            StartedAt = now,
        };
    }

    /// <summary>One for the cluster, or one for each replica.</summary>
    private async Task<IEnumerable<string>> RunKeysAsync(IScheduledTask task, CancellationToken cancellationToken)
        => task.IsClusterWide
            ? [TaskRunKey.Of(task, replicas.Self.Id)]
            : (await replicas.ListAsync(cancellationToken)).Select(replica => TaskRunKey.Of(task, replica.Identity.Id));

    private async Task AnnounceAsync(string taskKey, CancellationToken cancellationToken)
    {
        await bus.PublishAsync(new TaskRequested(taskKey), cancellationToken);
        await bus.PublishAsync(new TaskChanged(taskKey), cancellationToken);
    }

    private async Task<IReadOnlyList<TaskState>> DescribeAsync(IReadOnlyList<IScheduledTask> tasks, CancellationToken cancellationToken)
    {
        var runs = await store.GetRunsAsync([.. tasks.Select(task => TaskRunKey.Of(task, replicas.Self.Id))], cancellationToken);
        var changed = await schedules.GetSchedulesAsync(cancellationToken);
        return [.. tasks.Select(task => Describe(task, runs.GetValueOrDefault(TaskRunKey.Of(task, replicas.Self.Id)), changed.GetValueOrDefault(task.Key)))];
    }

    /// <summary>A request that waits already shows as running: who pressed the button must not see an idle task.</summary>
    private static TaskState Describe(IScheduledTask task, TaskRuns? runs, TaskSchedule? schedule)
    {
        var active = runs?.Running ?? runs?.Queued;
        var activity = active switch
        {
            null => TaskActivity.Idle,
            { IsStopRequested: true } => TaskActivity.Cancelling,
            _ => TaskActivity.Running,
        };
        return new TaskState(task, TaskId.Of(task.Key), activity, active?.Progress, runs?.Last, schedule?.Triggers ?? task.DefaultTriggers);
    }
}
