using System.Globalization;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using Npgsql;

namespace Emby.Server.Implementations.Tests.Tasks;

/// <summary>What a leader runs is cancelled before another replica can start it, however the leadership is lost.</summary>
public sealed class LeadershipLossTests(PostgresFixture postgres, RedisFixture redis) : IAsyncLifetime
{
    private const string Database = "Busy with the database";
    private readonly CancellationWatch _watch = new();
    private TaskCluster _cluster = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _cluster = new TaskCluster(await postgres.CreateDatabaseAsync(), redis.Endpoint, $"{Guid.NewGuid():N}:");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_leader_that_is_cut_off_cancels_all_its_tasks_before_another_can_start_them()
    {
        await using var link = new CuttableLink(new NpgsqlConnectionStringBuilder(_cluster.Database).Port);
        var remote = new NpgsqlConnectionStringBuilder(_cluster.Database) { Port = link.Port }.ConnectionString;
        // The driver waits seconds for a database that it cannot ask to stop: that must not hold up the cancellation of others.
        var busy = new ControlledTask(Database) { Work = (_, token) => SleepAsync(remote, token) };
        await using var a = await TaskReplica.StartAsync(_cluster with { Database = remote }, "a", new ControlledTask { Work = _watch.RunAsync }, other: busy);
        await a.UntilLeaderAsync();
        await using var b = await StartOtherAsync();
        await b.Manager.StartAsync("Controlled", Cancel);
        await Eventually.IsTrueAsync(() => _watch.IsRunning, "the leader runs it");
        await b.Manager.StartAsync(Database, Cancel);
        await Eventually.IsTrueAsync(IsSleepingAsync, "the other task waits for the database");
        var token = a.Get<ITaskLeadership>().CurrentLease!.FencingToken;

        link.Cut();

        await Eventually.IsTrueAsync(() => b.Task.Started == 1, "the other replica runs it", seconds: 30);
        // A replica that waits for its database does not come to its end.
        await link.DisposeAsync();
        Report();
        Assert.True(_watch.WasCancelledBefore, "it was cancelled when the other replica started it");
        Assert.True((await b.Get<ITaskLeadership>().CurrentLeaderAsync(Cancel))!.FencingToken > token);
    }

    [Fact]
    public async Task A_leader_that_gives_up_cancels_its_tasks_before_another_can_start_them()
    {
        await using var a = await TaskReplica.StartAsync(_cluster, "a", new ControlledTask { Work = _watch.RunAsync, IsRequeuedWhenInterrupted = true });
        await a.UntilLeaderAsync();
        await using var b = await StartOtherAsync();
        await b.Manager.StartAsync("Controlled", Cancel);
        await Eventually.IsTrueAsync(() => _watch.IsRunning, "the leader runs it");

        await Eventually.IsTrueAsync(
            async () =>
            {
                await (b.IsLeader ? Task.CompletedTask : a.Get<ITaskLeadership>().ResignAsync(Cancel));
                return b.IsLeader;
            },
            "the other takes over",
            seconds: 30);

        await Eventually.IsTrueAsync(() => b.Task.Started == 1, "the other replica runs it", seconds: 30);
        Assert.True(_watch.WasCancelledBefore, "it was cancelled when the other replica started it");
    }

    private Task<TaskReplica> StartOtherAsync()
        => TaskReplica.StartAsync(
            _cluster,
            "b",
            new ControlledTask
            {
                IsRequeuedWhenInterrupted = true,
                Work = (_, _) =>
                {
                    _watch.TakeOver();
                    return Task.CompletedTask;
                },
            },
            other: new ControlledTask(Database));

    private static async Task SleepAsync(string database, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT pg_sleep(100)");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<bool> IsSleepingAsync()
    {
        await using var source = NpgsqlDataSource.Create(_cluster.Database);
        await using var command = source.CreateCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%' AND state = 'active'");
        return (long)(await command.ExecuteScalarAsync(Cancel))! > 0;
    }

    private void Report()
        => TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"started elsewhere {(_watch.TakenOverAt - _watch.CancelledAt).TotalMilliseconds:F0} ms after the cancellation"));

    /// <summary>Work that sees its cancellation, and the same work elsewhere, which looks whether it was seen.</summary>
    private sealed class CancellationWatch
    {
        private CancellationToken _token;

        public bool IsRunning { get; private set; }

        public DateTimeOffset CancelledAt { get; private set; } = DateTimeOffset.MaxValue;

        public DateTimeOffset TakenOverAt { get; private set; }

        /// <summary>Not by the clock: the token was cancelled at the moment when the work began elsewhere.</summary>
        public bool WasCancelledBefore { get; private set; }

        public async Task RunAsync(IProgress<double> progress, CancellationToken cancellationToken)
        {
            _token = cancellationToken;
            await using var cancelled = cancellationToken.Register(() => CancelledAt = TimeProvider.System.GetUtcNow());
            IsRunning = true;
            await ControlledTask.UntilCancelledAsync(progress, cancellationToken);
        }

        public void TakeOver()
        {
            WasCancelledBefore = _token.IsCancellationRequested;
            TakenOverAt = TimeProvider.System.GetUtcNow();
        }
    }
}
