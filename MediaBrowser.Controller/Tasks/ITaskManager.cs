namespace MediaBrowser.Controller.Tasks;

/// <summary>Starts, stops and describes tasks; the same answer on every replica.</summary>
public interface ITaskManager
{
    /// <summary>
    /// Asks for a run as soon as there is a leader, after the one that is running. The request is stored before this returns; when one
    /// already waits, nothing is added. Returns false when there is no such task.
    /// </summary>
    Task<bool> QueueAsync(string taskKey, CancellationToken cancellationToken);

    /// <summary>Like <see cref="QueueAsync"/>, but does nothing while the task runs.</summary>
    Task<bool> StartAsync(string taskKey, CancellationToken cancellationToken);

    /// <summary>Stops the run wherever it is. Returns false when there is no such task; does nothing when it does not run.</summary>
    Task<bool> StopAsync(string taskKey, CancellationToken cancellationToken);

    Task<IReadOnlyList<TaskState>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Returns null when there is no such task.</summary>
    Task<TaskState?> FindAsync(string taskId, CancellationToken cancellationToken);

    /// <summary>Replaces the triggers on every replica. Returns false when there is no such task.</summary>
    Task<bool> SetTriggersAsync(string taskKey, IReadOnlyList<TaskTrigger> triggers, CancellationToken cancellationToken);
}
