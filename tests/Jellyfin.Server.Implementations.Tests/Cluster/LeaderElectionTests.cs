using System.Globalization;
using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Server.Implementations.Database;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

/// <summary>Two replicas that compete, a database, and a Redis of their own that is stopped and flushed.</summary>
public sealed class LeaderElectionTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int Patience = 30;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);
    private readonly PrivateRedis _redis = new();
    private readonly List<IHost> _hosts = [];
    private string _database = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        await _redis.Server.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync(CancellationToken.None);
            await ((IAsyncDisposable)host).DisposeAsync();
        }

        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task A_resigned_leadership_passes_on_at_once_under_a_higher_token()
    {
        var (a, b) = await StartBothAsync(WhenRedisUnavailable.PostgresLock);
        var (token, leadership) = (Token(a), Leadership(a).Leadership);
        Assert.StartsWith("a/", (await Leadership(b).CurrentLeaderAsync(Cancel))!.Owner, StringComparison.Ordinal);
        a.Services.GetRequiredService<ReplicaReadiness>().StartDraining();
        var started = TimeProvider.System.GetTimestamp();

        await Leadership(a).ResignAsync(Cancel);

        Assert.True(leadership.IsCancellationRequested);
        Assert.True(Leadership(a).Leadership.IsCancellationRequested);
        await Eventually.IsTrueAsync(() => Token(b) > token, "B leads", Patience);
        Report("resigned", started);
        Assert.Null(Leadership(a).CurrentLease);
    }

    [Fact]
    public async Task A_leader_that_is_gone_is_replaced_when_its_lease_is_over()
    {
        await using var dead = Primitive();
        var election = dead.Get<ITaskLeaderElection>();
        Lease? lost = null;
        await Eventually.IsTrueAsync(
            async () => (lost = await LeaderElectionContract.TryAsync(() => election.TryAcquireAsync("dead", Duration, Cancel))) is { Road: LeaseRoad.Redis },
            "the dead one leads",
            Patience);
        var started = TimeProvider.System.GetTimestamp();

        var a = await StartAsync("a", WhenRedisUnavailable.PostgresLock);

        await Eventually.IsTrueAsync(() => Token(a) > lost!.FencingToken, "A leads", Patience);
        Report("gone", started);
        Assert.True(TimeProvider.System.GetElapsedTime(started) > Duration - TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Without_redis_the_leader_stays_and_another_can_follow_it()
    {
        var (a, b) = await StartBothAsync(WhenRedisUnavailable.PostgresLock);
        var (token, leadership) = (Token(a), Leadership(a).Leadership);

        await _redis.Server.StopAsync(Cancel);
        await Task.Delay(1.5 * Duration, TimeProvider.System, Cancel);

        Assert.False(leadership.IsCancellationRequested);
        Assert.Equal(token, Token(a));
        Assert.Equal(LeaseRoad.Postgres, Leadership(a).CurrentLease!.Road);
        await a.StopAsync(Cancel);
        await Eventually.IsTrueAsync(() => Token(b) > token, "B leads", Patience);
        await _redis.Server.StartAsync(Cancel);
        token = Token(b);
        await Eventually.IsTrueAsync(() => Leadership(b).CurrentLease?.Road == LeaseRoad.Redis, "B goes back to Redis", Patience);
        Assert.Equal(token, Token(b));
    }

    [Fact]
    public async Task Nothing_runs_without_redis_where_tasks_are_to_pause()
    {
        var (a, b) = await StartBothAsync(WhenRedisUnavailable.Pause);
        var (token, leadership) = (Token(a), Leadership(a).Leadership);

        await _redis.Server.StopAsync(Cancel);

        await Eventually.IsTrueAsync(() => leadership.IsCancellationRequested, "A gives up", Patience);
        await Eventually.IsTrueAsync(async () => await Leadership(b).CurrentLeaderAsync(Cancel) is null, "nobody leads", Patience);
        await Task.Delay(Duration, TimeProvider.System, Cancel);
        Assert.True(Token(a) is null && Token(b) is null);
        await _redis.Server.StartAsync(Cancel);
        await Eventually.IsTrueAsync(() => (Token(a) ?? Token(b)) > token, "somebody leads again", Patience);
    }

    [Fact]
    public async Task Every_replica_runs_tasks_under_one_token_without_redis_where_that_is_wanted()
    {
        var (a, b) = await StartBothAsync(WhenRedisUnavailable.RunLocally);
        var token = Token(a);

        await _redis.Server.StopAsync(Cancel);

        await Eventually.IsTrueAsync(() => Token(a) > token && Token(a) == Token(b), "both run tasks", Patience);
        Assert.True(Leadership(a).CurrentLease!.IsShared);
        token = Token(a);
        await _redis.Server.StartAsync(Cancel);
        await Eventually.IsTrueAsync(() => (Token(a) is null) != (Token(b) is null) && (Token(a) ?? Token(b)) > token, "one leads again", Patience);
    }

    [Fact]
    public async Task A_flushed_redis_changes_nothing()
    {
        var (a, b) = await StartBothAsync(WhenRedisUnavailable.PostgresLock);
        var (token, leadership) = (Token(a), Leadership(a).Leadership);

        await _redis.Server.BeginAsync(RedisDisturbance.Flushed, Cancel);
        await Task.Delay(1.5 * Duration, TimeProvider.System, Cancel);

        Assert.False(leadership.IsCancellationRequested);
        Assert.Equal(token, Token(a));
        Assert.Null(Token(b));
    }

    [Fact]
    public async Task Leadership_ends_in_time_when_the_database_does_not_answer()
    {
        var (a, b) = await StartBothAsync(WhenRedisUnavailable.PostgresLock);
        var (token, leadership) = (Token(a), Leadership(a).Leadership);
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using var hold = new NpgsqlCommand("SELECT expires_at FROM leases WHERE name = 'task-leader' FOR UPDATE", connection);
        var expiresAt = (DateTime)(await hold.ExecuteScalarAsync(Cancel))!;

        await Eventually.IsTrueAsync(() => leadership.IsCancellationRequested, "A gives up", Patience);

        Assert.True(TimeProvider.System.GetUtcNow() < expiresAt);
        await transaction.RollbackAsync(Cancel);
        await Eventually.IsTrueAsync(() => (Token(a) ?? Token(b)) > token, "somebody leads again", Patience);
    }

    private static ITaskLeadership Leadership(IHost host) => host.Services.GetRequiredService<ITaskLeadership>();

    private static long? Token(IHost host) => Leadership(host).CurrentLease?.FencingToken;

    private static void Report(string what, long started)
        => TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"hand-over, {what}: {TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:F0} ms (lease {Duration.TotalSeconds} s)"));

    /// <summary>A leads.</summary>
    private async Task<(IHost A, IHost B)> StartBothAsync(WhenRedisUnavailable policy)
    {
        var a = await StartAsync("a", policy);
        await Eventually.IsTrueAsync(() => Leadership(a).CurrentLease is { IsShared: false, Road: LeaseRoad.Redis }, "A leads by way of Redis", Patience);
        return (a, await StartAsync("b", policy));
    }

    private ElectionReplica Primitive() => new(Settings("dead", WhenRedisUnavailable.PostgresLock), TimeSpan.Zero);

    private async Task<IHost> StartAsync(string id, WhenRedisUnavailable policy)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(Settings(id, policy));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddDatabase().AddCluster();
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync(Cancel);
        return host;
    }

    private Dictionary<string, string?> Settings(string id, WhenRedisUnavailable policy) => new()
    {
        ["Database:ConnectionString"] = _database,
        ["Redis:Endpoint"] = _redis.Server.Endpoint,
        ["Cluster:ReplicaId"] = id,
        ["Cluster:DrainDelay"] = "00:00:00",
        ["HighAvailability:LeaseDuration"] = Duration.ToString(),
        ["HighAvailability:WhenRedisUnavailable"] = policy.ToString(),
    };
}
