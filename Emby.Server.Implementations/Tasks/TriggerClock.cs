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
            : context.StartedAt + (interval < options.FirstRunDelay ? interval : options.FirstRunDelay);
        return due <= context.Now ? due : null;
    }

    private static DateTimeOffset Later(DateTimeOffset due, DateTimeOffset overdue, bool isOverdue) => isOverdue ? overdue : due;

    private static DateTimeOffset? AtTimeOfDay(TaskTrigger trigger, TriggerContext context, TaskOptions options, DayOfWeek? day)
    {
        var time = TimeSpan.FromTicks(trigger.TimeOfDayTicks ?? 0);
        var local = TimeZoneInfo.ConvertTime(context.Now, context.Zone);
        // Just after midnight the time may have been yesterday's.
        foreach (var date in (DateTime[])[local.Date, local.Date.AddDays(-1)])
        {
            var due = AsInstant(date + time, context.Zone);
            var counts = due <= context.Now && due > context.Now - options.CatchUp && !(context.ChangedAt >= due) && !(context.LastDue >= due);
            if (counts && (day is null || date.DayOfWeek == day))
            {
                return due;
            }
        }

        return null;
    }

    /// <summary>A time that daylight saving skips is an hour later that day.</summary>
    private static DateTimeOffset AsInstant(DateTime local, TimeZoneInfo zone)
    {
        var valid = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(valid, zone.GetUtcOffset(valid));
    }

    private static DateTimeOffset? AtStartup(TriggerContext context, TaskOptions options)
    {
        var due = context.StartedAt + options.StartupDelay;
        return context.IsFirstStart && due <= context.Now && !(context.LastDue >= due) ? due : null;
    }
}

/// <param name="Now">This moment.</param>
/// <param name="StartedAt">When this replica started.</param>
/// <param name="IsFirstStart">Whether no other replica was there before.</param>
/// <param name="LastDue">What the last run was scheduled for.</param>
/// <param name="LastEnd">When the last run ended.</param>
/// <param name="ChangedAt">When an administrator set the triggers.</param>
/// <param name="Zone">Of times of day.</param>
internal sealed record TriggerContext(
    DateTimeOffset Now,
    DateTimeOffset StartedAt,
    bool IsFirstStart,
    DateTimeOffset? LastDue,
    DateTimeOffset? LastEnd,
    DateTimeOffset? ChangedAt,
    TimeZoneInfo Zone);
