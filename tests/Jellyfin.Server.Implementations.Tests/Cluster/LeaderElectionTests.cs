using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Services;
using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Server.Implementations.Database;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

/// <summary>Two replicas, a database, and a Redis of their own that is stopped and flushed.</summary>
public sealed class LeaderElectionTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(4);
    private readonly string _directory = Directory.CreateTempSubdirectory("jellyfin-election-").FullName;
    private readonly PostgresFixture _postgres;
    private readonly RedisServer _redis;
    private string _database = "";
    private IHost _a = null!;
    private IHost _b = null!;

    public LeaderElectionTests(PostgresFixture postgres)
    {
        _postgres = postgres;
        _redis = new RedisServer(_directory, FreePort.Next());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await _postgres.CreateDatabaseAsync();
        await _redis.StartAsync(Cancel);
        _a = await StartAsync("a");
        await Eventually.IsTrueAsync(() => Token(_a) is not null, "A leads");
        _b = await StartAsync("b");
    }

    public async ValueTask DisposeAsync()
    {
        await _a.StopAsync(CancellationToken.None);
        await _b.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_a).DisposeAsync();
        await ((IAsyncDisposable)_b).DisposeAsync();
        await _redis.StopAsync(CancellationToken.None);
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_resigned_leadership_passes_on_at_once_under_a_higher_token()
    {
        var (token, leadership) = (Token(_a), Election(_a).Leadership);
        Assert.StartsWith("a/", await Election(_b).CurrentLeaderAsync(Cancel), StringComparison.Ordinal);
        _a.Services.GetRequiredService<ReplicaReadiness>().StartDraining();

        await Election(_a).ResignAsync(Cancel);

        Assert.True(leadership.IsCancellationRequested);
        Assert.True(Election(_a).Leadership.IsCancellationRequested);
        await Eventually.IsTrueAsync(() => Token(_b) > token, "B leads", seconds: 3);
        Assert.Null(Election(_a).CurrentLease);
    }

    [Fact]
    public async Task Without_redis_leadership_ends_before_the_lease_and_comes_back_with_it()
    {
        var (token, leadership, clock) = (Token(_a), Election(_a).Leadership, TimeProvider.System);
        var started = clock.GetTimestamp();

        await _redis.StopAsync(Cancel);

        await Eventually.IsTrueAsync(() => leadership.IsCancellationRequested, "A gives up");
        Assert.InRange(clock.GetElapsedTime(started), TimeSpan.Zero, Lease);
        Assert.Null(await Election(_b).CurrentLeaderAsync(Cancel));
        await _redis.StartAsync(Cancel);
        await Eventually.IsTrueAsync(() => (Token(_a) ?? Token(_b)) > token, "somebody leads again");
    }

    [Fact]
    public async Task A_flushed_redis_ends_with_one_leader_under_a_higher_token()
    {
        var token = Token(_a);
        using var connection = await ConnectionMultiplexer.ConnectAsync(_redis.Endpoint + ",allowAdmin=true");

        await connection.GetServer(_redis.Endpoint).FlushAllDatabasesAsync();

        await Eventually.IsTrueAsync(
            () => (Token(_a) is null) != (Token(_b) is null) && (Token(_a) ?? Token(_b)) > token, "there is one leader, and a new one");
    }

    private static ITaskLeadership Election(IHost host) => host.Services.GetRequiredService<ITaskLeadership>();

    private static long? Token(IHost host) => Election(host).CurrentLease?.FencingToken;

    private async Task<IHost> StartAsync(string id)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = _database,
            ["Redis:Endpoint"] = _redis.Endpoint,
            ["Cluster:ReplicaId"] = id,
            ["Cluster:LeaseDuration"] = Lease.ToString(),
            ["Cluster:HeartbeatInterval"] = "00:00:00.2",
            ["Cluster:DrainDelay"] = "00:00:00",
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddDatabase().AddCluster();
        var host = builder.Build();
        await host.StartAsync(Cancel);
        return host;
    }
}
