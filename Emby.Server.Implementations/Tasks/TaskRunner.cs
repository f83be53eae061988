using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Tasks;

/// <summary>Carries one claimed run out: progress, stop, result.</summary>
internal sealed partial class TaskRunner(
    ITaskStore store, TaskResults results, TaskFence fence, IMessageBus bus, ILogger<TaskRunner> logger)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    /// <param name="task">What to run.</param>
    /// <param name="run">Its row, already claimed.</param>
    /// <param name="mayRun">Cancelled when this replica may no longer run it.</param>
    public async Task RunAsync(IScheduledTask task, TaskRun run, CancellationToken mayRun)
    {
        LogStarted(task.Key, run.Id);
        await bus.PublishAsync(new TaskChanged(task.Key), CancellationToken.None);
        await using var stop = new RunStop(run.MaxRuntimeTicks, mayRun);
        var progress = new LatestProgress();
        var hasBegun = false;
        // What lost its leadership between the claim and here is not even begun.
        var work = Task.Run(
            () =>
            {
                hasBegun = true;
                return fence.EnterAsync(run, () => task.ExecuteAsync(progress, stop.Token));
            },
            stop.Token);
        await WatchAsync(task, run, progress, work, stop);
        var (status, error) = await ResultAsync(task, work, stop.Token, mayRun);
        if (status == TaskRunStatus.Completed)
        {
            await bus.PublishAsync(new TaskProgressed(task.Key, run.Id, 100), CancellationToken.None);
        }

        var again = status == TaskRunStatus.Interrupted && (task.IsRequeuedWhenInterrupted || !hasBegun);
        await results.StoreAsync(task, run, status, error, again);
        LogEnded(task.Key, run.Id, status);
    }

    /// <summary>Until the work is done: stores progress and looks whether to stop, each second and when told to look.</summary>
    private async Task WatchAsync(IScheduledTask task, TaskRun run, LatestProgress progress, Task work, RunStop stop)
    {
        using var look = new SemaphoreSlim(0);
        using var requests = bus.Subscribe<TaskRequested>((request, _) =>
        {
            if (request.TaskKey == task.Key)
            {
                look.Release();
            }

            return ValueTask.CompletedTask;
        });
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, look.WaitAsync(ReportInterval, CancellationToken.None));
            if (!work.IsCompleted && await ReportAsync(task, run, progress.Percent) != TaskSignal.Continue)
            {
                await stop.RequestAsync();
            }
        }
    }

    private async Task<TaskSignal> ReportAsync(IScheduledTask task, TaskRun run, double percent)
    {
        await bus.PublishAsync(new TaskProgressed(task.Key, run.Id, percent), CancellationToken.None);
        try
        {
            return await store.ReportProgressAsync(run, percent, CancellationToken.None);
        }
        catch (Exception exception) when (exception.IsDatabaseOutage())
        {
            LogNotReported(task.Key, exception.Message);
            return TaskSignal.Continue;
        }
    }

    private async Task<(TaskRunStatus Status, string? Error)> ResultAsync(IScheduledTask task, Task work, CancellationToken stopped, CancellationToken mayRun)
    {
        try
        {
            await work;
            return (TaskRunStatus.Completed, null);
        }
        catch (TaskSupersededException exception)
        {
            LogSuperseded(exception.Message);
            return (TaskRunStatus.Interrupted, null);
        }
        catch (Exception) when (mayRun.IsCancellationRequested)
        {
            return (TaskRunStatus.Interrupted, null);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            return (TaskRunStatus.Cancelled, null);
        }
        // Whatever a task throws is its result; the server goes on.
        catch (Exception exception)
        {
            LogFailed(exception, task.Key);
            return (TaskRunStatus.Failed, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "Task {Task} started as run {Run}")]
    private partial void LogStarted(string task, Guid run);

    [LoggerMessage(LogLevel.Information, "Task {Task} ended its run {Run}: {Status}")]
    private partial void LogEnded(string task, Guid run, TaskRunStatus status);

    [LoggerMessage(LogLevel.Error, "Task {Task} failed")]
    private partial void LogFailed(Exception exception, string task);

    [LoggerMessage(LogLevel.Warning, "A late write was refused: {Reason}")]
    private partial void LogSuperseded(string reason);

    [LoggerMessage(LogLevel.Warning, "Progress of task {Task} was not stored: {Reason}")]
    private partial void LogNotReported(string task, string reason);
}
