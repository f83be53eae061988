using Jellyfin.Server.Implementations.Database;
using Jellyfin.Testing;
using MediaBrowser.Controller.Activity;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Emby.Server.Implementations.Tests.Tasks;

/// <summary>Two replicas on one database and one Redis.</summary>
public sealed class TaskManagerTests(PostgresFixture postgres, RedisFixture redis) : IAsyncLifetime
{
    private static readonly TaskTrigger Daily = new(TaskTriggerType.IntervalTrigger) { IntervalTicks = TimeSpan.FromDays(1).Ticks };
    private TaskCluster _cluster = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _cluster = new TaskCluster(await postgres.CreateDatabaseAsync(), redis.Endpoint, $"{Guid.NewGuid():N}:");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_trigger_runs_once_and_on_the_leader()
    {
        await using var a = await TaskReplica.StartAsync(_cluster, "a", new ControlledTask());
        await a.UntilLeaderAsync();
        await using var b = await TaskReplica.StartAsync(_cluster, "b", new ControlledTask());
        await AddRunAsync(a, TaskRunStatus.Completed, TimeSpan.FromDays(2));

        await b.Manager.SetTriggersAsync("Controlled", [Daily], Cancel);

        await Eventually.IsTrueAsync(async () => (await b.StateAsync()).LastRun?.ReplicaId == "a", "the leader runs it");
        await b.UntilLastRunIsAsync(TaskRunStatus.Completed);
        Assert.False(b.IsLeader);
        Assert.Equal((1, 0), (a.Task.Started, b.Task.Started));
        Assert.Equal(2, await CountRunsAsync(a));
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(0, 5)]
    [InlineData(-5, 0)]
    [InlineData(0, -5)]
    public async Task Clocks_that_are_minutes_wrong_move_no_time_of_day(int leaderMinutes, int followerMinutes)
    {
        await using var a = await TaskReplica.StartAsync(_cluster, "a", new ControlledTask(), Wrong(leaderMinutes));
        await a.UntilLeaderAsync();
        await using var b = await TaskReplica.StartAsync(_cluster, "b", new ControlledTask(), Wrong(followerMinutes));
        var clock = b.Get<IClusterClock>();
        await Eventually.IsTrueAsync(() => clock.StartedAt is not null, "the follower knows the time");
        var due = clock.UtcNow + TimeSpan.FromSeconds(2);

        await b.Manager.SetTriggersAsync(
            "Controlled", [new TaskTrigger(TaskTriggerType.DailyTrigger) { TimeOfDayTicks = due.ToLocalTime().TimeOfDay.Ticks }], Cancel);

        await Eventually.IsTrueAsync(async () => (await b.StateAsync()).LastRun?.Status == TaskRunStatus.Completed, "it has run");
        var run = (await b.StateAsync()).LastRun!;
        // The database counts in microseconds.
        Assert.InRange((run.ScheduledFor - due).Ticks, -10, 10);
        Assert.True(run.StartedAt >= due - TimeSpan.FromMilliseconds(200), "it did not run before its time");
        Assert.Equal((1, 0), (a.Task.Started, b.Task.Started));
    }

    [Fact]
    public async Task What_a_follower_is_asked_for_runs_on_the_leader_and_can_be_stopped_from_there()
    {
        await using var a = await TaskReplica.StartAsync(_cluster, "a", new ControlledTask { Work = ControlledTask.UntilCancelledAsync });
        await a.UntilLeaderAsync();
        await using var b = await TaskReplica.StartAsync(_cluster, "b", new ControlledTask());

        Assert.True(await b.Manager.StartAsync("Controlled", Cancel));
        Assert.Equal(TaskActivity.Running, (await b.StateAsync()).Activity);
        await Eventually.IsTrueAsync(() => a.Task.Started == 1, "the leader runs it");
        Assert.True(await b.Manager.StopAsync("Controlled", Cancel));

        await b.UntilLastRunIsAsync(TaskRunStatus.Cancelled);
        Assert.Equal(TaskActivity.Idle, (await b.StateAsync()).Activity);
        Assert.Equal((1, 0), (a.Task.Started, b.Task.Started));
    }

    [Fact]
    public async Task Starting_a_running_task_does_nothing_and_queueing_it_runs_it_once_more()
    {
        var go = new TaskCompletionSource();
        await using var a = await TaskReplica.StartAsync(_cluster, "a", new ControlledTask { Work = (_, _) => go.Task });
        await a.Manager.QueueAsync("Controlled", Cancel);
        await Eventually.IsTrueAsync(() => a.Task.Started == 1, "it runs");

        await a.Manager.StartAsync("Controlled", Cancel);
        Assert.Equal(1, await CountRunsAsync(a));
        await a.Manager.QueueAsync("Controlled", Cancel);
        await a.Manager.QueueAsync("Controlled", Cancel);
        Assert.Equal(2, await CountRunsAsync(a));
        go.SetResult();

        await Eventually.IsTrueAsync(async () => a.Task.Started == 2 && (await a.StateAsync()).Activity == TaskActivity.Idle, "it runs once more");
    }

    [Fact]
    public async Task A_dead_leaders_run_is_interrupted_and_what_was_asked_for_runs_on_the_next()
    {
        await using var b = await TaskReplica.StartAsync(_cluster, "x", new ControlledTask("Other"));
        await b.UntilLeaderAsync();
        var store = b.Get<ITaskStore>();
        var token = b.Get<ITaskLeadership>().CurrentLease!.FencingToken;
        var dead = NewRun(TaskRunStatus.Running, TimeSpan.Zero, token);
        Assert.Equal(TaskClaim.Started, await store.TryStartAsync(dead, Cancel));
        await b.StopAsync();

        await using var next = await TaskReplica.StartAsync(_cluster, "b", new ControlledTask());
        await next.UntilLeaderAsync();

        await next.UntilLastRunIsAsync(TaskRunStatus.Interrupted);
        Assert.False(await store.EndAsync(dead, TaskRunStatus.Completed, null, again: false, Cancel));
        Assert.Equal(TaskSignal.Lost, await store.ReportProgressAsync(dead, 50, Cancel));
        Assert.Equal(TaskClaim.Superseded, await store.TryStartAsync(NewRun(TaskRunStatus.Running, TimeSpan.FromHours(1), token), Cancel));
        await next.Manager.QueueAsync("Controlled", Cancel);
        await next.UntilLastRunIsAsync(TaskRunStatus.Completed);
    }

    [Fact]
    public async Task When_the_leader_stops_its_run_goes_on_at_the_next_at_once()
    {
        await using var a = await TaskReplica.StartAsync(
            _cluster, "a", new ControlledTask { Work = ControlledTask.UntilCancelledAsync, IsRequeuedWhenInterrupted = true });
        await a.UntilLeaderAsync();
        await using var b = await TaskReplica.StartAsync(_cluster, "b", new ControlledTask());
        await b.Manager.StartAsync("Controlled", Cancel);
        await Eventually.IsTrueAsync(() => a.Task.Started == 1, "the leader runs it");

        await a.StopAsync();

        await Eventually.IsTrueAsync(() => b.IsLeader, "the other takes over before the lease would have expired", seconds: 4);
        await b.UntilLastRunIsAsync(TaskRunStatus.Completed);
        Assert.Equal(1, b.Task.Started);
        Assert.Equal(1, await CountRunsAsync(b, TaskRunStatus.Interrupted));
    }

    [Fact]
    public async Task What_starts_again_elsewhere_keeps_the_limit_of_its_trigger_and_what_is_asked_for_by_hand_has_none()
    {
        var daily = new TaskTrigger(TaskTriggerType.StartupTrigger) { MaxRuntimeTicks = TimeSpan.FromHours(1).Ticks };
        await using var a = await TaskReplica.StartAsync(
            _cluster, "a", new ControlledTask { Work = ControlledTask.UntilCancelledAsync, IsRequeuedWhenInterrupted = true, DefaultTriggers = [daily] });
        await Eventually.IsTrueAsync(() => a.Task.Started == 1, "the trigger fires");
        await using var b = await TaskReplica.StartAsync(_cluster, "b", new ControlledTask { Work = ControlledTask.UntilCancelledAsync });
        await using (var context = await b.Get<IDbContextFactory<JellyfinDbContext>>().CreateDbContextAsync(Cancel))
        {
            var changed = await context.TaskRuns.Where(run => run.MaxRuntimeTicks == daily.MaxRuntimeTicks)
                .ExecuteUpdateAsync(run => run.SetProperty(one => one.MaxRuntimeTicks, TimeSpan.FromMilliseconds(100).Ticks), Cancel);
            Assert.Equal(1, changed);
        }

        await a.StopAsync();

        await b.UntilLastRunIsAsync(TaskRunStatus.Cancelled);
        Assert.Equal("b", (await b.StateAsync()).LastRun!.ReplicaId);
        await b.Manager.StartAsync("Controlled", Cancel);
        await Eventually.IsTrueAsync(() => b.Task.Started == 2, "it runs by hand");
        var runs = (await b.Get<ITaskStore>().GetRunsAsync(["Controlled"], Cancel))["Controlled"];
        Assert.Null(runs.Running!.MaxRuntimeTicks);
    }

    [Fact]
    public async Task A_run_whose_leader_has_lost_the_lease_since_its_claim_is_not_begun_and_asked_for_again()
    {
        await using var a = await TaskReplica.StartAsync(_cluster, "a", new ControlledTask());
        var task = new ControlledTask("Unknown here");
        var run = NewRun(TaskRunStatus.Running, TimeSpan.Zero, 0);
        run.TaskKey = task.Key;
        Assert.Equal(TaskClaim.Started, await a.Get<ITaskStore>().TryStartAsync(run, Cancel));

        await a.Get<Emby.Server.Implementations.Tasks.TaskRunner>().RunAsync(task, run, new CancellationToken(canceled: true));

        Assert.Equal(0, task.Started);
        var runs = (await a.Get<ITaskStore>().GetRunsAsync([task.Key], Cancel))[task.Key];
        Assert.Equal(TaskRunStatus.Interrupted, runs.Last!.Status);
        Assert.NotNull(runs.Queued);
    }

    [Fact]
    public async Task A_leader_that_was_superseded_without_noticing_steps_down_and_starts_again_under_a_new_token()
    {
        await using var a = await TaskReplica.StartAsync(_cluster, "a", new ControlledTask());
        await a.UntilLeaderAsync();
        var old = a.Get<ITaskLeadership>().CurrentLease!.FencingToken;
        await using (var context = await a.Get<IDbContextFactory<JellyfinDbContext>>().CreateDbContextAsync(Cancel))
        {
            await context.Database.ExecuteSqlAsync($"UPDATE leases SET fencing_token = fencing_token + 1", Cancel);
        }

        await a.Manager.StartAsync("Controlled", Cancel);

        await a.UntilLastRunIsAsync(TaskRunStatus.Completed);
        Assert.True((await a.StateAsync()).LastRun!.FencingToken > old + 1);
    }

    [Fact]
    public async Task A_leader_that_was_frozen_while_a_task_ran_cannot_write_when_it_wakes_up()
    {
        var awake = new TaskCompletionSource();
        var late = new TaskCompletionSource<Exception?>();
        TaskReplica? frozen = null;
        await using var a = await TaskReplica.StartAsync(_cluster, "a", new ControlledTask
        {
            // Like a process that was stopped: it learns nothing of what happened meanwhile.
            Work = async (_, _) =>
            {
                await WriteAsync(frozen!, "in time");
                await awake.Task;
                late.SetResult(await Record.ExceptionAsync(() => WriteAsync(frozen!, "late")));
            },
        });
        frozen = a;
        await a.UntilLeaderAsync();
        TaskReplica? next = null;
        await using var b = await TaskReplica.StartAsync(_cluster, "b", new ControlledTask
        {
            IsRequeuedWhenInterrupted = true,
            Work = (_, _) => WriteAsync(next!, "the other's"),
        });
        next = b;
        await b.Manager.StartAsync("Controlled", Cancel);
        await Eventually.IsTrueAsync(async () => (await WrittenAsync(b)).Contains("in time"), "it has begun to write");

        await Eventually.IsTrueAsync(
            async () =>
            {
                await (b.IsLeader ? Task.CompletedTask : a.Get<ITaskLeadership>().ResignAsync(Cancel));
                return b.IsLeader;
            },
            "the other takes over",
            seconds: 30);
        await b.UntilLastRunIsAsync(TaskRunStatus.Completed);
        awake.SetResult();

        Assert.IsType<TaskSupersededException>(await late.Task);
        Assert.Equal(["in time", "the other's"], await WrittenAsync(b));
        Assert.Equal(1, b.Task.Started);
        Assert.Equal(TaskRunStatus.Completed, (await b.StateAsync()).LastRun!.Status);
    }

    [Fact]
    public async Task Every_replica_runs_a_task_of_its_own()
    {
        await using var a = await TaskReplica.StartAsync(_cluster, "a", new ControlledTask { IsClusterWide = false });
        await using var b = await TaskReplica.StartAsync(_cluster, "b", new ControlledTask { IsClusterWide = false });
        await Eventually.IsTrueAsync(async () => (await a.Get<IReplicaRegistry>().ListAsync(Cancel)).Count == 2, "A sees B");

        await a.Manager.StartAsync("Controlled", Cancel);

        await a.UntilLastRunIsAsync(TaskRunStatus.Completed);
        await b.UntilLastRunIsAsync(TaskRunStatus.Completed);
        Assert.Equal((1, 1), (a.Task.Started, b.Task.Started));
    }

    [Fact]
    public async Task What_replicas_do_each_for_itself_is_one_task_to_the_administrator_at_every_replica()
    {
        var go = new TaskCompletionSource();
        await using var a = await TaskReplica.StartAsync(_cluster, "a", new ControlledTask { IsClusterWide = false });
        await using var b = await TaskReplica.StartAsync(_cluster, "b", new ControlledTask
        {
            IsClusterWide = false,
            Work = async (progress, _) =>
            {
                progress.Report(20);
                await go.Task;
                throw new InvalidOperationException("no disk");
            },
        });
        TaskReplica[] both = [a, b];
        foreach (var replica in both)
        {
            await Eventually.IsTrueAsync(async () => (await replica.Get<IReplicaRegistry>().ListAsync(Cancel)).Count == 2, "they see each other");
        }

        await a.Manager.StartAsync("Controlled", Cancel);

        foreach (var replica in both)
        {
            await Eventually.IsTrueAsync(async () => (await replica.StateAsync()).Progress == 60, "one of two is done and the other at 20 %");
            Assert.Equal(TaskActivity.Running, (await replica.StateAsync()).Activity);
        }

        go.SetResult();
        foreach (var replica in both)
        {
            await replica.UntilLastRunIsAsync(TaskRunStatus.Failed);
            Assert.Equal("b: no disk", (await replica.StateAsync()).LastRun!.Error);
        }
    }

    [Fact]
    public async Task A_startup_trigger_fires_when_the_cluster_starts_and_not_when_a_replica_does()
    {
        var trigger = new TaskTrigger(TaskTriggerType.StartupTrigger);
        var a = await TaskReplica.StartAsync(_cluster, "a", new ControlledTask { DefaultTriggers = [trigger] });
        await a.UntilLastRunIsAsync(TaskRunStatus.Completed);
        await using (var b = await TaskReplica.StartAsync(_cluster, "b", new ControlledTask { DefaultTriggers = [trigger] }))
        {
            await Eventually.IsTrueAsync(async () => (await b.Get<IReplicaRegistry>().ListAsync(Cancel)).Count == 2, "it sees the other");
            await a.DisposeAsync();
            await b.UntilLeaderAsync();
            // Had it been due, it would run before what is asked for now.
            await b.Manager.QueueAsync("Controlled", Cancel);
            await Eventually.IsTrueAsync(() => b.Task.Started > 0, "it runs tasks");
            await Eventually.IsTrueAsync(async () => (await b.StateAsync()).Activity == TaskActivity.Idle, "it is done");
            Assert.Equal(2, await CountRunsAsync(b));
        }

        await using var c = await TaskReplica.StartAsync(_cluster, "c", new ControlledTask { DefaultTriggers = [trigger] });
        await Eventually.IsTrueAsync(async () => await CountRunsAsync(c, TaskRunStatus.Completed) == 3, "the cluster starts anew");
    }

    private static WrongTime Wrong(int minutes) => new() { Error = TimeSpan.FromMinutes(minutes) };

    private static async Task WriteAsync(TaskReplica replica, string name)
    {
        await using var context = await replica.Get<IDbContextFactory<JellyfinDbContext>>().CreateDbContextAsync(Cancel);
        context.ActivityLog.Add(new ActivityLogEntry { Name = name, Type = "Written", Date = TimeProvider.System.GetUtcNow() });
        await context.SaveChangesAsync(Cancel);
    }

    private static async Task<List<string>> WrittenAsync(TaskReplica replica)
    {
        await using var context = await replica.Get<IDbContextFactory<JellyfinDbContext>>().CreateDbContextAsync(Cancel);
        return await context.ActivityLog.Where(entry => entry.Type == "Written").OrderBy(entry => entry.Id).Select(entry => entry.Name).ToListAsync(Cancel);
    }

    private static async Task AddRunAsync(TaskReplica replica, TaskRunStatus status, TimeSpan age)
    {
        await using var context = await replica.Get<IDbContextFactory<JellyfinDbContext>>().CreateDbContextAsync(Cancel);
        var run = NewRun(status, age, 1);
        run.EndedAt = run.StartedAt;
        run.ReplicaId = "old";
        context.TaskRuns.Add(run);
        await context.SaveChangesAsync(Cancel);
    }

    private static async Task<int> CountRunsAsync(TaskReplica replica, TaskRunStatus? status = null)
    {
        await using var context = await replica.Get<IDbContextFactory<JellyfinDbContext>>().CreateDbContextAsync(Cancel);
        return await context.TaskRuns.CountAsync(run => status == null || run.Status == status, Cancel);
    }

    private static TaskRun NewRun(TaskRunStatus status, TimeSpan age, long token)
    {
        var time = TimeProvider.System.GetUtcNow() - age;
        return new TaskRun
        {
            Id = Guid.NewGuid(),
            TaskKey = "Controlled",
            ScheduledFor = time,
            Status = status,
            ReplicaId = "a",
            FencingToken = token,
            StartedAt = time,
        };
    }
}
