using Jellyfin.Server.Implementations.Tasks;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Tests.Tasks;

/// <summary>What is asked for again when a run is interrupted, and with which limit.</summary>
public sealed class TaskAgainTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Key = "Again";
    private const long Limit = 1;
    private ServiceProvider _services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ITaskStore Store => _services.GetRequiredService<ITaskStore>();

    public async ValueTask InitializeAsync()
        => _services = TestServices.WithDatabase(await postgres.CreateDatabaseAsync())
            .AddSingleton(new ReplicaIdentity("a", "1", "", "")).AddTaskStores().BuildServiceProvider();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Theory]
    [InlineData(Limit)]
    [InlineData(null)]
    public async Task A_run_whose_replica_died_is_asked_for_again_with_its_limit(long? limit)
    {
        var run = await StartAsync(limit);

        Assert.Equal([Key], await Store.InterruptAsync([Key], [Key], 1, [], Cancel));

        var next = await QueuedAsync();
        Assert.Equal(limit, next!.MaxRuntimeTicks);
        Assert.NotEqual(run.Id, next.Id);
        Assert.Empty(await Store.InterruptAsync([Key], [Key], 1, [], Cancel));
    }

    [Fact]
    public async Task A_run_that_its_own_replica_gives_up_is_asked_for_again_with_its_limit()
    {
        var run = await StartAsync(Limit);

        Assert.True(await Store.EndAsync(run, TaskRunStatus.Interrupted, null, again: true, Cancel));

        Assert.Equal(Limit, (await QueuedAsync())!.MaxRuntimeTicks);
    }

    [Fact]
    public async Task Somebody_who_asks_by_hand_for_what_waits_lifts_its_limit()
    {
        await StartAsync(Limit);
        await Store.InterruptAsync([Key], [Key], 1, [], Cancel);
        var waits = await QueuedAsync();

        await Store.RequestRunAsync(NewRun(TaskRunStatus.Queued, null), onlyWhenIdle: true, Cancel);

        Assert.Equal(waits!.Id, (await QueuedAsync())!.Id);
        Assert.Null((await QueuedAsync())!.MaxRuntimeTicks);
    }

    [Fact]
    public async Task Nothing_is_asked_for_again_that_was_to_stop_or_does_not_want_it_or_is_over()
    {
        await StartAsync(Limit);
        Assert.Equal([Key], await Store.InterruptAsync([Key], [], 1, [], Cancel));
        var over = await StartAsync(Limit);
        Assert.True(await Store.EndAsync(over, TaskRunStatus.Completed, null, again: false, Cancel));
        Assert.False(await Store.EndAsync(over, TaskRunStatus.Interrupted, null, again: true, Cancel));
        await StartAsync(Limit);
        await Store.RequestStopAsync(Key, Cancel);
        Assert.Equal([Key], await Store.InterruptAsync([Key], [Key], 1, [], Cancel));

        Assert.Null(await QueuedAsync());
    }

    private async Task<TaskRun?> QueuedAsync() => (await Store.GetRunsAsync([Key], Cancel))[Key].Queued;

    private async Task<TaskRun> StartAsync(long? limit)
    {
        var run = NewRun(TaskRunStatus.Running, limit);
        Assert.Equal(TaskClaim.Started, await Store.TryStartAsync(run, Cancel));
        return run;
    }

    private static TaskRun NewRun(TaskRunStatus status, long? limit)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new TaskRun
        {
            Id = Guid.CreateVersion7(),
            TaskKey = Key,
            ScheduledFor = now,
            Status = status,
            ReplicaId = "a",
            FencingToken = 0,
            StartedAt = now,
            MaxRuntimeTicks = limit,
        };
    }
}
