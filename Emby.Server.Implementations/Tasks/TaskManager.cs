using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Tasks;

/// <summary>Stores what is asked for and tells the replicas; whoever runs tasks takes it from there, now or after a take-over.</summary>
internal sealed class TaskManager(
    TaskCatalog catalog, ITaskStore store, ITaskScheduleStore schedules, IReplicaRegistry replicas, IMessageBus bus, IClusterClock clock) : ITaskManager
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

        var schedule = new TaskSchedule { TaskKey = taskKey, Triggers = [.. triggers], ChangedAt = clock.UtcNow };
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
        var now = clock.UtcNow;
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

    private async Task<IReadOnlyList<string>> RunKeysAsync(IScheduledTask task, CancellationToken cancellationToken)
        => RunKeys(task, (await replicas.ListAsync(cancellationToken)).Select(replica => replica.Identity.Id));

    /// <summary>One for the cluster, or one for each replica.</summary>
    private IReadOnlyList<string> RunKeys(IScheduledTask task, IEnumerable<string> live)
        => task.IsClusterWide ? [TaskRunKey.Of(task, replicas.Self.Id)] : [.. live.Select(replicaId => TaskRunKey.Of(task, replicaId))];

    private async Task AnnounceAsync(string taskKey, CancellationToken cancellationToken)
    {
        await bus.PublishAsync(new TaskRequested(taskKey), cancellationToken);
        await bus.PublishAsync(new TaskChanged(taskKey), cancellationToken);
    }

    private async Task<IReadOnlyList<TaskState>> DescribeAsync(IReadOnlyList<IScheduledTask> tasks, CancellationToken cancellationToken)
    {
        var live = (await replicas.ListAsync(cancellationToken)).Select(replica => replica.Identity.Id).ToList();
        var keys = tasks.ToDictionary(task => task, task => RunKeys(task, live));
        var runs = await store.GetRunsAsync([.. keys.Values.SelectMany(own => own)], cancellationToken);
        var changed = await schedules.GetSchedulesAsync(cancellationToken);
        return [.. tasks.Select(task => TaskSummary.Of(task, [.. keys[task].Select(runs.GetValueOrDefault)], changed.GetValueOrDefault(task.Key)))];
    }
}
