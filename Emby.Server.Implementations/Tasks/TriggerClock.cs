using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Tasks;

/// <summary>Decides when a trigger is due. Two replicas that know the same rows find the same time, so that its row exists once.</summary>
internal static class TriggerClock
{
    /// <summary>Returns the time that the trigger is due for if that has come, else null.</summary>
    public static DateTimeOffset? Due(TaskTrigger trigger, TriggerContext context, TaskOptions options)
        => trigger.Type switch
        {
            TaskTriggerType.IntervalTrigger => AfterInterval(trigger, context, options),
            TaskTriggerType.DailyTrigger => AtTimeOfDay(trigger, context, options, null),
            TaskTriggerType.WeeklyTrigger => AtTimeOfDay(trigger, context, options, trigger.DayOfWeek ?? DayOfWeek.Sunday),
            TaskTriggerType.StartupTrigger => AtStartup(context, options),
            _ => null,
        };

    private static DateTimeOffset? AfterInterval(TaskTrigger trigger, TriggerContext context, TaskOptions options)
    {
        var interval = TimeSpan.FromTicks(trigger.IntervalTicks ?? 0);
        if (interval <= TimeSpan.Zero)
        {
            return null;
        }

        var due = context.LastEnd is { } end
            ? Later(end + interval, context.StartedAt + options.OverdueDelay, end + interval < context.StartedAt)
            : context.FirstStartedAt + (interval < options.FirstRunDelay ? interval : options.FirstRunDelay);
        return due <= context.Now ? due : null;
    }

    private static DateTimeOffset Later(DateTimeOffset due, DateTimeOffset overdue, bool isOverdue) => isOverdue ? overdue : due;

    private static DateTimeOffset? AtTimeOfDay(TaskTrigger trigger, TriggerContext context, TaskOptions options, DayOfWeek? day)
    {
        var due = LastOccurrence(TimeSpan.FromTicks(trigger.TimeOfDayTicks ?? 0), day, context);
        if (context.LastDue >= due || context.ChangedAt >= due)
        {
            return null;
        }

        // A task that never ran and that nobody has scheduled has missed nothing.
        var isKnown = (context.LastDue ?? context.ChangedAt) is not null;
        return isKnown
            ? due < context.StartedAt && context.Now < context.StartedAt + options.OverdueDelay ? null : due
            : due > context.Now - options.CatchUp ? due : null;
    }

    private static DateTimeOffset LastOccurrence(TimeSpan time, DayOfWeek? day, TriggerContext context)
    {
        var today = TimeZoneInfo.ConvertTime(context.Now, context.Zone).Date;
        return Enumerable.Range(0, 8)
            .Select(days => today.AddDays(-days))
            .Where(date => day is null || date.DayOfWeek == day)
            .Select(date => AsInstant(date + time, context.Zone))
            .First(due => due <= context.Now);
    }

    /// <summary>A time that daylight saving skips is an hour later that day.</summary>
    private static DateTimeOffset AsInstant(DateTime local, TimeZoneInfo zone)
    {
        var valid = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(valid, zone.GetUtcOffset(valid));
    }

    private static DateTimeOffset? AtStartup(TriggerContext context, TaskOptions options)
    {
        var due = context.FirstStartedAt + options.StartupDelay;
        return due <= context.Now && !(context.LastDue >= due) && !(context.ChangedAt >= due) ? due : null;
    }
}

/// <param name="Now">This moment.</param>
/// <param name="StartedAt">When this replica started.</param>
/// <param name="FirstStartedAt">When the first of the replicas that the task is for started; the same at each of them.</param>
/// <param name="LastDue">What the last run was scheduled for.</param>
/// <param name="LastEnd">When the last run ended.</param>
/// <param name="ChangedAt">When an administrator set the triggers.</param>
/// <param name="Zone">Of times of day.</param>
internal sealed record TriggerContext(
    DateTimeOffset Now,
    DateTimeOffset StartedAt,
    DateTimeOffset FirstStartedAt,
    DateTimeOffset? LastDue,
    DateTimeOffset? LastEnd,
    DateTimeOffset? ChangedAt,
    TimeZoneInfo Zone);
