using System.Collections.Concurrent;
using Jellyfin.Server.Implementations.Redis;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using StackExchange.Redis;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

public sealed class SeveralReplicasTests(RedisFixture redis)
{
    private readonly string _prefix = $"{Guid.NewGuid():N}:";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_replica_gets_every_message_once()
    {
        await using var a = await SharedStateHost.StartAsync(redis.Endpoint, "a", _prefix);
        await using var b = await SharedStateHost.StartAsync(redis.Endpoint, "b", _prefix);
        var atA = new ConcurrentQueue<string>();
        var atB = new ConcurrentQueue<string>();
        a.Get<IMessageBus>().Subscribe<Greeting>((message, _) => Add(atA, message));
        b.Get<IMessageBus>().Subscribe<Greeting>((message, _) => Add(atB, message));
        await UntilConnectedAsync(a, atB);
        var ids = new[] { Guid.NewGuid() };

        for (var i = 0; i < 20; i++)
        {
            await a.Get<IMessageBus>().PublishAsync(new Greeting($"{i}", DayOfWeek.Friday, ids), Cancel);
        }

        await Eventually.IsTrueAsync(() => atB.LastOrDefault() == $"19 Friday {ids[0]}", "the last message arrives");
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i} Friday {ids[0]}"), atB.SkipWhile(text => text.StartsWith("ping", StringComparison.Ordinal)));
        Assert.Equal(20, atA.Count(text => !text.StartsWith("ping", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Replicas_see_each_other_come_and_go()
    {
        await using var a = await SharedStateHost.StartAsync(redis.Endpoint, "a", _prefix);
        var b = await SharedStateHost.StartAsync(redis.Endpoint, "b", _prefix);
        await Eventually.IsTrueAsync(async () => await IdsAsync(a) == "a,b", "A sees B");
        Assert.Equal("http://b:8096", (await a.Get<IReplicaRegistry>().ListAsync(Cancel))[1].Identity.Url);

        await b.DisposeAsync();

        Assert.Equal("a", await IdsAsync(a));
    }

    [Fact]
    public async Task A_restarted_replica_is_another_incarnation()
    {
        var first = await SharedStateHost.StartAsync(redis.Endpoint, "a", _prefix);
        var old = first.Get<IReplicaRegistry>().Self;
        await first.DisposeAsync();

        await using var second = await SharedStateHost.StartAsync(redis.Endpoint, "a", _prefix);

        Assert.True(string.CompareOrdinal(second.Get<IReplicaRegistry>().Self.Incarnation, old.Incarnation) > 0);
    }

    [Fact]
    public async Task Every_key_has_the_prefix_and_expires()
    {
        await using var a = await SharedStateHost.StartAsync(redis.Endpoint, "a", _prefix);
        await a.Get<ISharedStore>().SetAsync(new SharedKey("c", "1"), "x", TimeSpan.FromMinutes(1), Cancel);
        await a.Get<ISharedStore>().IncrementAsync(new SharedKey("c", "2"), TimeSpan.FromMinutes(1), Cancel);
        await a.Get<ISharedStore>().CompareAndSetAsync(new SharedKey("d", "1"), null, "x", TimeSpan.FromMinutes(1), Cancel);
        await a.Get<RedisLeaderGate>().TryEnterAsync("a", TimeSpan.FromMinutes(1), Cancel);

        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Endpoint);
        var keys = connection.GetServer(redis.Endpoint).Keys(pattern: _prefix + "*").ToList();
        var lives = await Task.WhenAll(keys.Select(key => connection.GetDatabase().KeyTimeToLiveAsync(key)));

        Assert.True(keys.Count >= 7);
        Assert.All(lives, life => Assert.NotNull(life));
    }

    private static async Task UntilConnectedAsync(SharedStateHost from, ConcurrentQueue<string> to)
        => await Eventually.IsTrueAsync(
            async () =>
            {
                await from.Get<IMessageBus>().PublishAsync(new Greeting("ping", DayOfWeek.Monday, [Guid.Empty]), Cancel);
                return !to.IsEmpty;
            },
            "messages arrive");

    private static async Task<string> IdsAsync(SharedStateHost host)
        => string.Join(',', (await host.Get<IReplicaRegistry>().ListAsync(Cancel)).Select(status => status.Identity.Id));

    private static ValueTask Add(ConcurrentQueue<string> list, Greeting message)
    {
        list.Enqueue($"{message.Text} {message.Day} {message.Ids[0]}");
        return ValueTask.CompletedTask;
    }
}
