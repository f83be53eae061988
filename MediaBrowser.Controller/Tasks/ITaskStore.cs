namespace MediaBrowser.Controller.Tasks;

/// <summary>Runs of tasks, in PostgreSQL.</summary>
public interface ITaskStore
{
    /// <summary>What is stored of these run keys; a key without any run is missing.</summary>
    Task<IReadOnlyDictionary<string, TaskRuns>> GetRunsAsync(IReadOnlyCollection<string> runKeys, CancellationToken cancellationToken);

    /// <summary>
    /// Stores that somebody wants a run. One that already waits is enough, and loses its limit of time; with <paramref name="onlyWhenIdle"/>
    /// so is one that runs.
    /// </summary>
    Task RequestRunAsync(TaskRun run, bool onlyWhenIdle, CancellationToken cancellationToken);

    /// <summary>Forgets a waiting request and marks a running one to be stopped.</summary>
    Task RequestStopAsync(string runKey, CancellationToken cancellationToken);

    /// <summary>
    /// Atomic: stores the run as running unless a newer leader than its fencing token exists, the task runs already or its time was taken.
    /// </summary>
    Task<TaskClaim> TryStartAsync(TaskRun run, CancellationToken cancellationToken);

    /// <summary>Like <see cref="TryStartAsync"/> for the request that waits under the same id.</summary>
    Task<TaskClaim> TryStartQueuedAsync(TaskRun run, CancellationToken cancellationToken);

    /// <summary>Stores the progress and says whether to go on.</summary>
    Task<TaskSignal> ReportProgressAsync(TaskRun run, double percent, CancellationToken cancellationToken);

    /// <summary>
    /// Stores the result unless the run was given up by a newer leader; returns whether it was stored. With <paramref name="again"/> another run
    /// with the same limit is asked for in the same step, unless somebody wanted this one to stop.
    /// </summary>
    Task<bool> EndAsync(TaskRun run, TaskRunStatus status, string? error, bool again, CancellationToken cancellationToken);

    /// <summary>
    /// Marks runs of these keys as interrupted that are not among <paramref name="alive"/> and were started under an older token, or by this
    /// replica under the same one.
    /// Those of <paramref name="again"/> are asked for again in the same step, with their limits, unless somebody wanted them to stop.
    /// Returns the keys of all. A run that is writing at this moment is left for the next time: what it has begun to write is committed or
    /// lost before another run can start.
    /// </summary>
    Task<IReadOnlyList<string>> InterruptAsync(
        IReadOnlyCollection<string> runKeys,
        IReadOnlyCollection<string> again,
        long fencingToken,
        IReadOnlyCollection<Guid> alive,
        CancellationToken cancellationToken);
}

/// <param name="Queued">The request that waits.</param>
/// <param name="Running">The run that goes on.</param>
/// <param name="Last">The last run that has ended.</param>
public sealed record TaskRuns(TaskRun? Queued, TaskRun? Running, TaskRun? Last);

public enum TaskClaim
{
    Started,

    /// <summary>Somebody else runs it or has run it.</summary>
    Taken,

    /// <summary>A newer leader exists.</summary>
    Superseded,
}

public enum TaskSignal
{
    Continue,
    Stop,

    /// <summary>The run belongs to nobody any more; what it does is not wanted.</summary>
    Lost,
}
