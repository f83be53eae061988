namespace MediaBrowser.Controller.Tasks;

public enum TaskTriggerType
{
    DailyTrigger,
    WeeklyTrigger,
    IntervalTrigger,
    StartupTrigger,
}

/// <summary>When a task starts by itself.</summary>
public sealed record TaskTrigger(TaskTriggerType Type)
{
    /// <summary>Of a daily or weekly trigger: local time in ticks since midnight.</summary>
    public long? TimeOfDayTicks { get; init; }

    public long? IntervalTicks { get; init; }

    public DayOfWeek? DayOfWeek { get; init; }

    /// <summary>What it starts is cancelled after this, also when it starts again because its replica died.</summary>
    public long? MaxRuntimeTicks { get; init; }

    /// <summary>So long after the end of the last run.</summary>
    public static TaskTrigger Every(TimeSpan interval) => new(TaskTriggerType.IntervalTrigger) { IntervalTicks = interval.Ticks };
}

/// <summary>The triggers of a task as an administrator set them; a task without a row has its defaults.</summary>
public sealed class TaskSchedule
{
    public required string TaskKey { get; set; }

    public required List<TaskTrigger> Triggers { get; set; }

    /// <summary>Times before it start nothing.</summary>
    public required DateTimeOffset ChangedAt { get; set; }
}

public enum TaskRunStatus
{
    /// <summary>Somebody asked for it; the leader will run it.</summary>
    Queued,
    Running,
    Completed,
    Failed,
    Cancelled,

    /// <summary>Its replica died.</summary>
    Interrupted,
}

/// <summary>
/// One run of a task. (task, scheduled time) is unique: whoever inserts the row runs it. A task has at most one run that is queued and one
/// that is running.
/// </summary>
public sealed class TaskRun
{
    public required Guid Id { get; set; }

    /// <summary>The task's key; of a task that every replica runs for itself also the replica (<see cref="TaskRunKey"/>).</summary>
    public required string TaskKey { get; set; }

    public required DateTimeOffset ScheduledFor { get; set; }

    public required TaskRunStatus Status { get; set; }

    public required string ReplicaId { get; set; }

    /// <summary>Fencing token of the leader that started it.</summary>
    public required long FencingToken { get; set; }

    /// <summary>How long each attempt may take, as the trigger says that caused it; null without a limit, as for what is asked for by hand.</summary>
    public long? MaxRuntimeTicks { get; set; }

    public required DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>0 to 100.</summary>
    public double Progress { get; set; }

    public string? Error { get; set; }

    /// <summary>An administrator wants it to end; whoever runs it looks at this.</summary>
    public bool IsStopRequested { get; set; }
}
