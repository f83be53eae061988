using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Server.Implementations.Database;
using Jellyfin.Server.Implementations.Tasks;
using Jellyfin.Testing;
using MediaBrowser.Controller.Activity;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Tests.Tasks;

/// <summary>What a task writes is committed only while its run is its own.</summary>
public class TaskFenceTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const long Token = 7;
    private readonly TaskFence _fence = new();
    private ServiceProvider _services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ITaskStore Store => _services.GetRequiredService<ITaskStore>();

    public async ValueTask InitializeAsync()
    {
        _services = TestServices.WithDatabase(await ReachAsync(await postgres.CreateDatabaseAsync()))
            .AddSingleton(new ReplicaIdentity("a", "1", "", "")).AddSingleton(_fence).AddTaskStores().BuildServiceProvider();
        await using var context = await NewContextAsync();
        context.Leases.Add(new LeaseRow { Name = LeaderLease.Name, FencingToken = Token });
        context.ActivityLog.Add(Entry("before"));
        await context.SaveChangesAsync(Cancel);
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _services.DisposeAsync();
    }

    /// <summary>How the replica reaches the database.</summary>
    protected virtual Task<string> ReachAsync(string database) => Task.FromResult(database);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_run_writes_while_it_is_its_own(string way)
    {
        var run = await StartAsync();

        await _fence.EnterAsync(run, () => WriteAsync(way));

        Assert.NotEqual(["before"], await StoredAsync());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task After_a_run_was_given_up_its_writes_are_refused(string way)
    {
        var run = await StartAsync();
        Assert.Equal([run.TaskKey], await Store.InterruptAsync([run.TaskKey], [], Token + 1, [], Cancel));

        var refused = await Assert.ThrowsAsync<TaskSupersededException>(() => _fence.EnterAsync(run, () => WriteAsync(way)));

        Assert.Contains(run.Id.ToString(), refused.Message, StringComparison.Ordinal);
        Assert.Equal(["before"], await StoredAsync());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task When_there_is_a_newer_leader_writes_are_refused_at_once(string way)
    {
        var run = await StartAsync();
        await SupersedeAsync();

        await Assert.ThrowsAsync<TaskSupersededException>(() => _fence.EnterAsync(run, () => WriteAsync(way)));

        Assert.Equal(["before"], await StoredAsync());
    }

    [Fact]
    public async Task A_replicas_own_task_does_not_depend_on_the_leader()
    {
        var run = await StartAsync(fencingToken: 0);
        await SupersedeAsync();

        await _fence.EnterAsync(run, () => WriteAsync("save"));

        Assert.Equal(["before", "late"], await StoredAsync());
    }

    [Fact]
    public async Task What_ended_cannot_write_any_more()
    {
        var run = await StartAsync();
        await Store.EndAsync(run, TaskRunStatus.Completed, null, again: false, Cancel);

        await Assert.ThrowsAsync<TaskSupersededException>(() => _fence.EnterAsync(run, () => WriteAsync("save")));
    }

    [Fact]
    public async Task A_run_that_is_writing_is_given_up_only_after_its_transaction()
    {
        var run = await StartAsync();
        await _fence.EnterAsync(run, () => InTransactionAsync(async context =>
        {
            context.ActivityLog.Add(Entry("in time"));
            await context.SaveChangesAsync(Cancel);

            Assert.Empty(await Store.InterruptAsync([run.TaskKey], [], Token + 1, [], Cancel));
            // Nobody has to wait for it: neither progress nor a request to stop.
            Assert.Equal(TaskSignal.Continue, await Store.ReportProgressAsync(run, 50, Cancel));
            await Store.RequestStopAsync(run.TaskKey, Cancel);
        }));

        Assert.Equal([run.TaskKey], await Store.InterruptAsync([run.TaskKey], [], Token + 1, [], Cancel));
        Assert.Equal(["before", "in time"], await StoredAsync());
    }

    [Fact]
    public async Task The_database_ends_a_transaction_whose_replica_is_frozen()
    {
        var run = await StartAsync();
        await _fence.EnterAsync(run, () => InTransactionAsync(async context => Assert.Equal("10s", await TimeoutAsync(context))));

        await InTransactionAsync(async context => Assert.Equal("0", await TimeoutAsync(context)));
    }

    [Fact]
    public async Task A_command_that_fails_leaves_no_transaction_open()
    {
        var run = await StartAsync();
        await _fence.EnterAsync(run, async () =>
        {
            await using var context = await NewContextAsync();
            await context.Database.OpenConnectionAsync(Cancel);
            await Assert.ThrowsAnyAsync<Exception>(() => context.Database.ExecuteSqlRawAsync("DELETE FROM nothing", Cancel));

            await context.ActivityLog.ExecuteDeleteAsync(Cancel);
        });

        Assert.Empty(await StoredAsync());
    }

    public static TheoryData<string> Ways() => ["save", "transaction", "delete", "sql"];

    private async Task WriteAsync(string way)
    {
        await using var context = await NewContextAsync();
        switch (way)
        {
            case "save":
                context.ActivityLog.Add(Entry("late"));
                await context.SaveChangesAsync(Cancel);
                break;
            case "transaction":
                await InTransactionAsync(own =>
                {
                    own.ActivityLog.Add(Entry("late"));
                    return own.SaveChangesAsync(Cancel);
                });
                break;
            case "delete":
                await context.ActivityLog.ExecuteDeleteAsync(Cancel);
                break;
            default:
                await context.Database.ExecuteSqlAsync($"UPDATE activity_log SET name = {"late"}", Cancel);
                break;
        }
    }

    private async Task InTransactionAsync(Func<JellyfinDbContext, Task> work)
    {
        await using var context = await NewContextAsync();
        await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Cancel);
            await work(context);
            await transaction.CommitAsync(Cancel);
        });
    }

    private async Task<TaskRun> StartAsync(long fencingToken = Token)
    {
        var now = TimeProvider.System.GetUtcNow();
        var run = new TaskRun
        {
            Id = Guid.CreateVersion7(),
            TaskKey = "Writer",
            ScheduledFor = now,
            Status = TaskRunStatus.Running,
            ReplicaId = "a",
            FencingToken = fencingToken,
            StartedAt = now,
        };
        Assert.Equal(TaskClaim.Started, await Store.TryStartAsync(run, Cancel));
        return run;
    }

    private async Task SupersedeAsync()
    {
        await using var context = await NewContextAsync();
        await context.Database.ExecuteSqlAsync($"UPDATE leases SET fencing_token = fencing_token + 1", Cancel);
    }

    private async Task<List<string>> StoredAsync()
    {
        await using var context = await NewContextAsync();
        return await context.ActivityLog.OrderBy(entry => entry.Id).Select(entry => entry.Name).ToListAsync(Cancel);
    }

    private static Task<string> TimeoutAsync(JellyfinDbContext context)
        => context.Database.SqlQueryRaw<string>("SELECT current_setting('idle_in_transaction_session_timeout') AS \"Value\"").SingleAsync(Cancel);

    private Task<JellyfinDbContext> NewContextAsync() => _services.GetRequiredService<IDbContextFactory<JellyfinDbContext>>().CreateDbContextAsync(Cancel);

    private static ActivityLogEntry Entry(string name) => new() { Name = name, Type = "Test", Date = TimeProvider.System.GetUtcNow() };
}

/// <summary>The same behind a transaction pooler: the fence counts on transactions and on nothing that outlives them.</summary>
public sealed class PooledTaskFenceTests(PostgresFixture postgres) : TaskFenceTests(postgres)
{
    private TransactionPooler? _pooler;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (_pooler?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    protected override async Task<string> ReachAsync(string database)
    {
        _pooler = await TransactionPooler.StartAsync(database, connections: 4, TestContext.Current.CancellationToken);
        return _pooler.To(database);
    }
}
