using System.Text.Json.Nodes;
using MediaBrowser.Controller.Tasks;

namespace Jellyfin.Failover.Tests;

/// <summary>A short task of the whole cluster whose daily time the tests set to a moment in a fault.</summary>
internal sealed class DailyTask(ClusterFixture cluster)
{
    private const string Key = "CleanActivityLog";

    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(30);

    /// <summary>Returns the moment. On a busy machine it can be over before the trigger is set, which starts nothing: then it is a later one.</summary>
    public async Task<DateTimeOffset> SetAsync(TimeSpan fromNow, CancellationToken cancellationToken)
    {
        for (var ahead = fromNow; ahead < Latest; ahead *= 2)
        {
            var now = TimeProvider.System.GetLocalNow();
            var due = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond)) + ahead;
            await SendAsync([new JsonObject { ["Type"] = nameof(TaskTriggerType.DailyTrigger), ["TimeOfDayTicks"] = due.TimeOfDay.Ticks }], cancellationToken);
            if (TimeProvider.System.GetLocalNow() < due)
            {
                return due;
            }
        }

        throw new TimeoutException("No trigger was set before its time.");
    }

    public Task ClearAsync(CancellationToken cancellationToken) => SendAsync([], cancellationToken);

    public async Task<IReadOnlyList<RunRow>> RunsAsync(DateTimeOffset due, CancellationToken cancellationToken)
        => [.. (await RunRow.ReadAsync(cluster.Database, Key, due, cancellationToken)).Where(run => run.ScheduledFor == due)];

    /// <summary>Returns when the run of that moment is over.</summary>
    public async Task WaitAsync(DateTimeOffset due, TimeSpan limit, CancellationToken cancellationToken)
        => await Wait.UntilAsync(
            async () => (await RunsAsync(due, cancellationToken)).Any(run => run.Status == TaskRunStatus.Completed),
            "the trigger that came due in the fault has run",
            limit,
            cancellationToken);

    public async Task<bool> RanOnceAsync(DateTimeOffset due, CancellationToken cancellationToken)
        => (await RunsAsync(due, cancellationToken)) is [{ Status: TaskRunStatus.Completed }];

    private async Task SendAsync(JsonArray triggers, CancellationToken cancellationToken)
        => await cluster.Admin.PostAsync($"/ScheduledTasks/{TaskId.Of(Key)}/Triggers", triggers, cancellationToken);
}
