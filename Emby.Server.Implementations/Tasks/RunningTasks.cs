using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Tasks;

/// <summary>What runs in this process. Used by the scheduler's loop only.</summary>
internal sealed class RunningTasks(TaskRunner runner, TaskBell bell) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
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

    public void Start(IScheduledTask task, TaskRun run, CancellationToken mayRun)
        => _runs.Add(run.Id, RunAsync(task, run, mayRun));

    /// <summary>Interrupts them and waits until their results are stored.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_runs.Values);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(IScheduledTask task, TaskRun run, CancellationToken mayRun)
    {
        using var mayRunHere = CancellationTokenSource.CreateLinkedTokenSource(mayRun, _stopping.Token);
        await runner.RunAsync(task, run, mayRunHere.Token);
        bell.Ring();
    }
}
