using Jellyfin.Server.Implementations.Database;
using Jellyfin.Testing;
using MediaBrowser.Controller.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Emby.Server.Implementations.Tests.Tasks;

/// <summary>One server without Redis.</summary>
public sealed class SingleServerTaskTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TaskCluster _alone = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _alone = new TaskCluster(await postgres.CreateDatabaseAsync(), null, "t:");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task It_is_the_leader_and_runs_startup_triggers_once()
    {
        await using var replica = await TaskReplica.StartAsync(
            _alone, "a", new ControlledTask { DefaultTriggers = [new TaskTrigger(TaskTriggerType.StartupTrigger)] });

        await replica.UntilLastRunIsAsync(TaskRunStatus.Completed);
        await replica.Manager.StartAsync("Controlled", Cancel);
        await Eventually.IsTrueAsync(async () => replica.Task.Started == 2 && (await replica.StateAsync()).Activity == TaskActivity.Idle, "the second run ends");
        Assert.Equal(2, replica.Task.Started);
    }

    [Fact]
    public async Task Progress_is_seen_while_it_runs_and_gone_afterwards()
    {
        await using var replica = await TaskReplica.StartAsync(_alone, "a", new ControlledTask { Work = ControlledTask.UntilCancelledAsync });
        await replica.Manager.StartAsync("Controlled", Cancel);

        await Eventually.IsTrueAsync(async () => (await replica.StateAsync()).Progress == 42, "progress is stored");
        await replica.Manager.StopAsync("Controlled", Cancel);
        await Eventually.IsTrueAsync(async () => (await replica.StateAsync()).Progress is null, "it ends");
    }

    [Fact]
    public async Task A_failure_is_the_result_and_a_line_in_the_activity_log()
    {
        await using var replica = await TaskReplica.StartAsync(
            _alone, "a", new ControlledTask { Work = (_, _) => throw new InvalidOperationException("no disk") });
        await replica.Manager.StartAsync("Controlled", Cancel);

        await replica.UntilLastRunIsAsync(TaskRunStatus.Failed);
        Assert.Equal("no disk", (await replica.StateAsync()).LastRun!.Error);
        await using var context = await replica.Get<IDbContextFactory<JellyfinDbContext>>().CreateDbContextAsync(Cancel);
        await Eventually.IsTrueAsync(() => context.ActivityLog.AnyAsync(entry => entry.Type == "TaskFailed" && entry.Overview == "no disk", Cancel), "it is logged");
    }

    [Fact]
    public async Task A_task_that_runs_longer_than_its_trigger_allows_is_cancelled()
    {
        var brief = new TaskTrigger(TaskTriggerType.StartupTrigger) { MaxRuntimeTicks = TimeSpan.FromMilliseconds(100).Ticks };
        await using var replica = await TaskReplica.StartAsync(
            _alone, "a", new ControlledTask { DefaultTriggers = [brief], Work = ControlledTask.UntilCancelledAsync });

        await replica.UntilLastRunIsAsync(TaskRunStatus.Cancelled);
    }

    [Fact]
    public async Task An_unknown_task_is_refused()
    {
        await using var replica = await TaskReplica.StartAsync(_alone, "a", new ControlledTask());

        Assert.False(await replica.Manager.QueueAsync("nothing", Cancel));
        Assert.False(await replica.Manager.StopAsync("nothing", Cancel));
        Assert.False(await replica.Manager.SetTriggersAsync("nothing", [], Cancel));
        Assert.Null(await replica.Manager.FindAsync("nothing", Cancel));
    }
}
