using Emby.Server.Implementations.Tasks;
using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Tests.Tasks;

public sealed class TriggerClockTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero);
    private static readonly TaskTrigger Hourly = new(TaskTriggerType.IntervalTrigger) { IntervalTicks = TimeSpan.FromHours(12).Ticks };
    private static readonly TaskTrigger AtTen = new(TaskTriggerType.DailyTrigger) { TimeOfDayTicks = TimeSpan.FromHours(10).Ticks };
    private readonly TriggerContext _context = new(Start, Start, Start, null, null, null, Zone);

    [Fact]
    public void An_interval_that_never_ran_starts_an_hour_after_the_server()
    {
        Assert.Null(Due(Hourly, _context with { Now = Start.AddMinutes(59) }));
        Assert.Equal(Start.AddHours(1), Due(Hourly, _context with { Now = Start.AddMinutes(61) }));
    }

    [Fact]
    public void An_interval_counts_from_the_end_of_the_last_run()
    {
        var context = _context with { LastEnd = Start.AddHours(-1) };

        Assert.Null(Due(Hourly, context with { Now = Start.AddHours(10) }));
        Assert.Equal(Start.AddHours(11), Due(Hourly, context with { Now = Start.AddHours(11.5) }));
    }

    [Fact]
    public void An_interval_that_ended_while_no_server_ran_waits_a_minute()
    {
        var context = _context with { LastEnd = Start.AddDays(-7) };

        Assert.Null(Due(Hourly, context));
        Assert.Equal(Start.AddMinutes(1), Due(Hourly, context with { Now = Start.AddMinutes(1) }));
    }

    [Fact]
    public void A_daily_time_is_local_and_due_once()
    {
        var tenInBerlin = new DateTimeOffset(2026, 6, 2, 8, 0, 0, TimeSpan.Zero);

        Assert.Null(Due(AtTen, _context with { Now = tenInBerlin.AddSeconds(-1) }));
        Assert.Equal(tenInBerlin, Due(AtTen, _context with { Now = tenInBerlin.AddSeconds(1) }));
        Assert.Null(Due(AtTen, _context with { Now = tenInBerlin.AddSeconds(1), LastDue = tenInBerlin }));
    }

    [Fact]
    public void A_daily_time_survives_a_take_over_but_not_a_change_of_the_trigger()
    {
        var tenInBerlin = new DateTimeOffset(2026, 6, 2, 8, 0, 0, TimeSpan.Zero);
        var later = _context with { Now = tenInBerlin.AddSeconds(30) };

        Assert.Equal(tenInBerlin, Due(AtTen, later));
        Assert.Null(Due(AtTen, later with { ChangedAt = tenInBerlin.AddSeconds(10) }));
    }

    [Fact]
    public void Of_the_daily_times_that_nobody_was_there_for_the_last_one_counts_a_minute_after_the_start()
    {
        var tenInBerlin = new DateTimeOffset(2026, 6, 2, 8, 0, 0, TimeSpan.Zero);
        var back = _context with { StartedAt = tenInBerlin.AddHours(5), LastDue = tenInBerlin.AddDays(-7), Now = tenInBerlin.AddHours(5) };

        Assert.Null(Due(AtTen, back));
        Assert.Equal(tenInBerlin, Due(AtTen, back with { Now = back.Now.AddMinutes(1) }));
        Assert.Null(Due(AtTen, back with { Now = back.Now.AddMinutes(2), LastDue = tenInBerlin }));
        Assert.Equal(tenInBerlin, Due(AtTen, back with { Now = back.Now.AddMinutes(1), LastDue = null, ChangedAt = tenInBerlin.AddDays(-2) }));
    }

    [Fact]
    public void A_new_server_has_missed_no_daily_time()
    {
        var tenInBerlin = new DateTimeOffset(2026, 6, 2, 8, 0, 0, TimeSpan.Zero);

        Assert.Null(Due(AtTen, _context with { StartedAt = tenInBerlin.AddHours(5), Now = tenInBerlin.AddHours(6) }));
    }

    [Fact]
    public void A_weekly_time_that_nobody_was_there_for_counts_once()
    {
        var tuesday = new DateTimeOffset(2026, 6, 2, 8, 0, 0, TimeSpan.Zero);
        var trigger = AtTen with { Type = TaskTriggerType.WeeklyTrigger, DayOfWeek = DayOfWeek.Tuesday };
        var back = _context with { StartedAt = tuesday.AddDays(6), LastDue = tuesday.AddDays(-21), Now = tuesday.AddDays(6).AddMinutes(1) };

        Assert.Equal(tuesday, Due(trigger, back));
        Assert.Null(Due(trigger, back with { LastDue = tuesday }));
    }

    [Fact]
    public void A_time_just_before_midnight_is_still_due_just_after_it()
    {
        var trigger = new TaskTrigger(TaskTriggerType.DailyTrigger) { TimeOfDayTicks = new TimeSpan(23, 59, 59).Ticks };
        var afterMidnight = new DateTimeOffset(2026, 6, 1, 22, 0, 1, TimeSpan.Zero);

        Assert.Equal(afterMidnight.AddSeconds(-2), Due(trigger, _context with { Now = afterMidnight }));
    }

    [Theory]
    [InlineData(DayOfWeek.Tuesday, true)]
    [InlineData(DayOfWeek.Monday, false)]
    public void A_weekly_time_is_due_on_its_day(DayOfWeek day, bool expected)
    {
        var tuesday = new DateTimeOffset(2026, 6, 2, 8, 0, 0, TimeSpan.Zero);
        var trigger = AtTen with { Type = TaskTriggerType.WeeklyTrigger, DayOfWeek = day };

        Assert.Equal(expected, Due(trigger, _context with { Now = tuesday }) is not null);
    }

    [Fact]
    public void A_time_that_daylight_saving_skips_is_an_hour_later()
    {
        var trigger = new TaskTrigger(TaskTriggerType.DailyTrigger) { TimeOfDayTicks = TimeSpan.FromHours(2.5).Ticks };
        var threeThirty = new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero);

        Assert.Equal(threeThirty, Due(trigger, _context with { Now = threeThirty }));
    }

    [Fact]
    public void A_startup_trigger_is_due_once_for_the_first_replica_and_not_for_those_that_join_it()
    {
        var trigger = new TaskTrigger(TaskTriggerType.StartupTrigger);
        var context = _context with { Now = Start.AddSeconds(5) };

        Assert.Equal(Start.AddSeconds(3), Due(trigger, context));
        Assert.Null(Due(trigger, context with { Now = Start.AddSeconds(2) }));
        Assert.Null(Due(trigger, context with { StartedAt = Start.AddHours(1), Now = Start.AddHours(2), LastDue = Start.AddSeconds(3) }));
        Assert.Null(Due(trigger, context with { ChangedAt = Start.AddSeconds(4) }));
    }

    private static DateTimeOffset? Due(TaskTrigger trigger, TriggerContext context) => TriggerClock.Due(trigger, context, new TaskOptions());
}
