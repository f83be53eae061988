using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using StackExchange.Redis;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

/// <summary>With a Redis of its own that is stopped, restarted, hung and flushed.</summary>
public sealed class RedisAwayTests : IAsyncLifetime
{
    private const string CommandTimeout = "00:00:01";
    private static readonly SharedKey Key = new("things", "one");
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly PrivateRedis _redis = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _redis.Server.StartAsync(Cancel);

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task A_replica_starts_without_redis_and_uses_it_when_it_comes()
    {
        await _redis.Server.StopAsync(Cancel);
        await using var host = await StartAsync("a");
        await Assert.ThrowsAsync<SharedStateUnavailableException>(() => host.Get<ISharedStore>().GetAsync(Key, Cancel));
        Assert.Equal("a", Assert.Single(await host.Get<IReplicaRegistry>().ListAsync(Cancel)).Identity.Id);

        await _redis.Server.StartAsync(Cancel);

        await UntilUsableAsync(host);
    }

    [Fact]
    public async Task After_a_restart_messages_flow_again_and_caches_were_emptied()
    {
        await using var a = await StartAsync("a");
        await using var b = await StartAsync("b");
        await UntilMessagesFlowAsync(a, b);

        await _redis.Server.StopAsync(Cancel);
        var resynchronised = 0;
        b.Get<IMessageBus>().OnResynchronise(_ => Count(ref resynchronised));
        await a.Get<IMessageBus>().PublishAsync(new Farewell(-1), Cancel);
        await Assert.ThrowsAsync<SharedStateUnavailableException>(() => a.Get<ISharedStore>().SetAsync(Key, "x", Minute, Cancel));
        await _redis.Server.StartAsync(Cancel);

        await UntilMessagesFlowAsync(a, b);
        await Eventually.IsTrueAsync(() => Volatile.Read(ref resynchronised) > 0, "B is told that it may have missed something");
        await UntilUsableAsync(a);
    }

    [Fact]
    public async Task A_redis_that_hangs_fails_commands_in_time_and_then_at_once()
    {
        await using var host = await StartAsync("a");
        await UntilUsableAsync(host);
        using var connection = await ConnectionMultiplexer.ConnectAsync(_redis.Server.Endpoint + ",allowAdmin=true");
        await connection.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", "4000", "ALL");

        await Assert.ThrowsAsync<SharedStateUnavailableException>(() => host.Get<ISharedStore>().SetAsync(Key, "x", Minute, Cancel));

        // The quickest of three: the machine may stand still during one. If they waited for Redis, all would take a second.
        var quickest = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await Assert.ThrowsAsync<SharedStateUnavailableException>(() => host.Get<ISharedStore>().GetAsync(Key, Cancel));
            quickest = TimeSpan.FromTicks(Math.Min(quickest.Ticks, TimeProvider.System.GetElapsedTime(started).Ticks));
        }

        Assert.InRange(quickest, TimeSpan.Zero, TimeSpan.FromMilliseconds(700));
        await host.Get<IMessageBus>().PublishAsync(new Farewell(1), Cancel);

        await UntilUsableAsync(host);
    }

    private Task<SharedStateHost> StartAsync(string replicaId) => SharedStateHost.StartAsync(_redis.Server.Endpoint, replicaId, "t:", CommandTimeout);

    private static Task UntilUsableAsync(SharedStateHost host)
        => Eventually.IsTrueAsync(
            async () =>
            {
                try
                {
                    await host.Get<ISharedStore>().SetAsync(Key, "x", Minute, Cancel);
                    return await host.Get<ISharedStore>().GetAsync(Key, Cancel) == "x";
                }
                catch (SharedStateUnavailableException)
                {
                    return false;
                }
            },
            "Redis is usable");

    private static async Task UntilMessagesFlowAsync(SharedStateHost from, SharedStateHost to)
    {
        var arrived = 0;
        using var subscription = to.Get<IMessageBus>().Subscribe<Farewell>((_, _) => Count(ref arrived));
        await Eventually.IsTrueAsync(
            async () =>
            {
                await from.Get<IMessageBus>().PublishAsync(new Farewell(0), Cancel);
                return Volatile.Read(ref arrived) > 0;
            },
            "messages arrive");
    }

    private static ValueTask Count(ref int counter)
    {
        Interlocked.Increment(ref counter);
        return ValueTask.CompletedTask;
    }
}
