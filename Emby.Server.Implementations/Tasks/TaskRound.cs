using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Tasks;

/// <summary>One look at the tasks of a scope: gives up what is dead, starts what was asked for and what is due.</summary>
internal sealed partial class TaskRound(
    TaskScopes scopes,
    ITaskStore store,
    ITaskScheduleStore schedules,
    TaskStarter starter,
    IOptions<TaskOptions> options,
    IClusterClock clock,
    TimeProvider time,
    ILogger<TaskRound> logger)
{
    public async Task LookAsync(TaskScope scope, CancellationToken cancellationToken)
    {
        if (scope.Tasks.Count == 0)
        {
            return;
        }

        await starter.InterruptDeadAsync(scope, cancellationToken);
        var runs = await store.GetRunsAsync([.. scope.Tasks.Keys], cancellationToken);
        var changed = await schedules.GetSchedulesAsync(cancellationToken);
        foreach (var (runKey, task) in scope.Tasks)
        {
            if (scope.MayRun.IsCancellationRequested)
            {
                return;
            }

            var known = runs.GetValueOrDefault(runKey);
            if (known?.Running is not null)
            {
                continue;
            }

            var claim = known?.Queued is { } queued
                ? await starter.StartQueuedAsync(scope, task, queued, cancellationToken)
                : await StartDueAsync(scope, runKey, known?.Last, changed.GetValueOrDefault(task.Key), cancellationToken);
            if (claim == TaskClaim.Superseded)
            {
                LogSuperseded(scope.FencingToken);
                await scopes.StepDownAsync(cancellationToken);
                return;
            }
        }
    }

    private async Task<TaskClaim> StartDueAsync(
        TaskScope scope, string runKey, TaskRun? last, TaskSchedule? schedule, CancellationToken cancellationToken)
    {
        var task = scope.Tasks[runKey];
        var context = new TriggerContext(
            clock.UtcNow, scope.StartedAt, scope.FirstStartedAt, last?.ScheduledFor, last?.EndedAt, schedule?.ChangedAt, time.LocalTimeZone);
        foreach (var trigger in schedule?.Triggers ?? task.DefaultTriggers)
        {
            if (TriggerClock.Due(trigger, context, options.Value) is { } due)
            {
                return await starter.StartAsync(scope, runKey, due, trigger, cancellationToken);
            }
        }

        return TaskClaim.Taken;
    }

    [LoggerMessage(LogLevel.Warning, "A newer leader than fencing token {FencingToken} exists; stepping down")]
    private partial void LogSuperseded(long fencingToken);
}
