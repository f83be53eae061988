using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Tasks;

/// <summary>What runs in this process. Used by the scheduler's loop only.</summary>
internal sealed class RunningTasks(TaskRunner runner, TaskBell bell)
{
    private readonly Dictionary<Guid, Task> _runs = [];

    /// <summary>Runs that have not ended.</summary>
    public IReadOnlyCollection<Guid> Ids
    {
        get
        {
            foreach (var ended in _runs.Where(run => run.Value.IsCompleted).Select(run => run.Key).ToList())
            {
                _runs.Remove(ended);
            }

            return [.. _runs.Keys];
        }
    }

    public void Start(IScheduledTask task, TaskRun run, TimeSpan? maximum, CancellationToken mayRun)
        => _runs.Add(run.Id, RunAsync(task, run, maximum, mayRun));

    public Task WhenAllEndedAsync() => Task.WhenAll(_runs.Values);

    private async Task RunAsync(IScheduledTask task, TaskRun run, TimeSpan? maximum, CancellationToken mayRun)
    {
        await runner.RunAsync(task, run, maximum, mayRun);
        bell.Ring();
    }
}
