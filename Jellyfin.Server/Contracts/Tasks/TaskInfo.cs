using MediaBrowser.Controller.Tasks;

namespace Jellyfin.Server.Contracts.Tasks;

/// <summary>A scheduled task.</summary>
public sealed record TaskInfo(
    string Name,
    TaskActivity State,
    double? CurrentProgressPercentage,
    string Id,
    TaskResult? LastExecutionResult,
    IReadOnlyList<TaskTriggerInfo> Triggers,
    string Description,
    string Category,
    bool IsHidden,
    string Key)
{
    public static TaskInfo From(TaskState state) => new(
        state.Task.Name,
        state.Activity,
        state.Progress,
        state.Id,
        state.LastRun is { } run ? TaskResult.From(state, run) : null,
        [.. state.Triggers.Select(TaskTriggerInfo.From)],
        state.Task.Description,
        state.Task.Category,
        state.Task.IsHidden,
        state.Task.Key);
}

/// <summary>How a run ended.</summary>
public sealed record TaskResult(
    DateTimeOffset StartTimeUtc, DateTimeOffset EndTimeUtc, TaskCompletionStatus Status, string Name, string Key, string Id, string? ErrorMessage)
{
    public static TaskResult From(TaskState state, TaskRun run)
    {
        var status = run.Status switch
        {
            TaskRunStatus.Completed => TaskCompletionStatus.Completed,
            TaskRunStatus.Failed => TaskCompletionStatus.Failed,
            TaskRunStatus.Cancelled => TaskCompletionStatus.Cancelled,
            _ => TaskCompletionStatus.Aborted,
        };
        return new TaskResult(run.StartedAt, run.EndedAt ?? run.StartedAt, status, state.Task.Name, state.Task.Key, state.Id, run.Error);
    }
}

public enum TaskCompletionStatus
{
    Completed,
    Failed,
    Cancelled,
    Aborted,
}

/// <summary>When a task starts by itself.</summary>
public sealed record TaskTriggerInfo(
    TaskTriggerType Type, long? TimeOfDayTicks = null, long? IntervalTicks = null, DayOfWeek? DayOfWeek = null, long? MaxRuntimeTicks = null)
{
    public static TaskTriggerInfo From(TaskTrigger trigger)
        => new(trigger.Type, trigger.TimeOfDayTicks, trigger.IntervalTicks, trigger.DayOfWeek, trigger.MaxRuntimeTicks);

    /// <summary>Returns null when it says no time.</summary>
    public TaskTrigger? ToTrigger()
    {
        var isComplete = Type switch
        {
            TaskTriggerType.IntervalTrigger => IntervalTicks > 0,
            TaskTriggerType.DailyTrigger => TimeOfDayTicks is >= 0 and < TimeSpan.TicksPerDay,
            TaskTriggerType.WeeklyTrigger => TimeOfDayTicks is >= 0 and < TimeSpan.TicksPerDay && DayOfWeek is not null,
            _ => true,
        };
        return isComplete
            ? new TaskTrigger(Type) { TimeOfDayTicks = TimeOfDayTicks, IntervalTicks = IntervalTicks, DayOfWeek = DayOfWeek, MaxRuntimeTicks = MaxRuntimeTicks }
            : null;
    }
}
