using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Server.Implementations.Database;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

/// <summary>Orders to two replicas that share a database and a Redis of their own.</summary>
public sealed class DrainTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly PrivateRedis _redis = new();
    private string _database = "";
    private IHost _a = null!;
    private IHost _b = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        await _redis.Server.StartAsync(Cancel);
        _a = await StartAsync("a");
        _b = await StartAsync("b");
        await Eventually.IsTrueAsync(async () => await ReadyAsync(_a) == 2 && await ReadyAsync(_b) == 2, "both see both ready", seconds: 30);
    }

    public async ValueTask DisposeAsync()
    {
        await _a.StopAsync(CancellationToken.None);
        await _b.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_a).DisposeAsync();
        await ((IAsyncDisposable)_b).DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task An_order_whose_message_is_lost_is_followed_nevertheless()
    {
        await Orders(_b).GiveAsync(Registry(_a).Self, drain: true, _ => true, Cancel);

        await Eventually.IsTrueAsync(() => Readiness(_a).IsDraining, "A drains", seconds: 30);
        Assert.False(Readiness(_b).IsDraining);
        await Eventually.IsTrueAsync(
            () => _a.Services.GetRequiredService<ITaskLeadership>().CurrentLease is null && _b.Services.GetRequiredService<ITaskLeadership>().IsLeader,
            "B leads",
            seconds: 30);

        await Orders(_b).GiveAsync(Registry(_a).Self, drain: false, _ => true, Cancel);
        await Eventually.IsTrueAsync(() => Readiness(_a).IsReady, "A is ready again", seconds: 30);
    }

    [Fact]
    public async Task Two_administrators_who_drain_at_once_leave_one_replica()
    {
        for (var round = 0; round < 5; round++)
        {
            var answers = await Task.WhenAll(Drains(_a).DrainAsync("a", Cancel), Drains(_b).DrainAsync("b", Cancel));

            Assert.Equal([DrainAnswer.Ordered, DrainAnswer.NobodyElseServes], answers.Order());
            var drained = answers[0] == DrainAnswer.Ordered ? "a" : "b";
            Assert.Equal(DrainAnswer.Ordered, await Drains(_a).UndrainAsync(drained, Cancel));
            await Eventually.IsTrueAsync(async () => await ReadyAsync(_a) == 2 && await ReadyAsync(_b) == 2, "both are ready again", seconds: 30);
        }
    }

    [Fact]
    public async Task An_order_that_is_older_than_the_last_one_does_nothing()
    {
        var old = await Orders(_b).GiveAsync(Registry(_a).Self, drain: true, _ => true, Cancel);
        await Eventually.IsTrueAsync(() => Readiness(_a).IsDraining, "A drains", seconds: 30);
        await Drains(_a).UndrainAsync("a", Cancel);

        await _a.Services.GetRequiredService<OwnDrain>().ApplyAsync(old!, Cancel);

        Assert.False(Readiness(_a).IsDraining);
    }

    [Fact]
    public async Task An_order_is_for_the_process_that_ran_when_it_was_given()
    {
        await Orders(_b).GiveAsync(Registry(_a).Self with { Incarnation = "before" }, drain: true, _ => true, Cancel);

        Assert.Null(await Orders(_a).FindAsync(Registry(_a).Self, Cancel));
    }

    [Fact]
    public async Task Without_redis_a_drained_replica_takes_the_order_to_serve_itself()
    {
        await Drains(_a).DrainAsync("a", Cancel);
        Assert.True(Readiness(_a).IsDraining);
        await _redis.Server.StopAsync(Cancel);

        await Assert.ThrowsAsync<SharedStateUnavailableException>(() => Drains(_a).DrainAsync("a", Cancel));
        Assert.Equal(DrainAnswer.Ordered, await Drains(_a).UndrainAsync("a", Cancel));

        Assert.False(Readiness(_a).IsDraining);
    }

    private static DrainService Drains(IHost host) => host.Services.GetRequiredService<DrainService>();

    private static DrainOrders Orders(IHost host) => host.Services.GetRequiredService<DrainOrders>();

    private static IReplicaRegistry Registry(IHost host) => host.Services.GetRequiredService<IReplicaRegistry>();

    private static ReplicaReadiness Readiness(IHost host) => host.Services.GetRequiredService<ReplicaReadiness>();

    private static async Task<int> ReadyAsync(IHost host) => (await Registry(host).ListAsync(Cancel)).Count(replica => replica.IsReady);

    private async Task<IHost> StartAsync(string id)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = _database,
            ["Redis:Endpoint"] = _redis.Server.Endpoint,
            ["Cluster:ReplicaId"] = id,
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
