using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Server.Implementations.Redis;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

public sealed class ClusterClockTests(RedisFixture redis)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replicas_whose_clocks_differ_by_minutes_agree_on_the_time()
    {
        await using var fast = Replica(redis.Endpoint, TimeSpan.FromMinutes(7));
        await using var slow = Replica(redis.Endpoint, TimeSpan.FromMinutes(-3));
        Assert.InRange(Difference(fast, slow), TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(11));

        await Eventually.IsTrueAsync(async () => await MeasureAsync(fast) && await MeasureAsync(slow), "both have measured", seconds: 30);

        Assert.InRange(Difference(fast, slow), TimeSpan.FromMilliseconds(-100), TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task A_clock_that_is_set_afterwards_changes_nothing()
    {
        var time = new WrongTime();
        await using var replica = Replica(redis.Endpoint, time);
        await Eventually.IsTrueAsync(() => MeasureAsync(replica), "it has measured", seconds: 30);
        var before = Clock(replica).UtcNow;

        time.Error = TimeSpan.FromHours(1);

        Assert.InRange(Clock(replica).UtcNow - before, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_server_without_redis_uses_its_own()
    {
        await using var alone = Replica("", TimeSpan.FromMinutes(7));

        Assert.InRange(Clock(alone).UtcNow - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(8));
    }

    private static ServiceProvider Replica(string endpoint, TimeSpan error) => Replica(endpoint, new WrongTime { Error = error });

    private static ServiceProvider Replica(string endpoint, TimeProvider time)
        => new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?> { ["Redis:Endpoint"] = endpoint })
                .Build())
            .AddLogging()
            .AddSingleton(time)
            .AddCluster()
            .BuildServiceProvider();

    private static IClusterClock Clock(ServiceProvider replica) => replica.GetRequiredService<IClusterClock>();

    private static TimeSpan Difference(ServiceProvider one, ServiceProvider other) => Clock(one).UtcNow - Clock(other).UtcNow;

    private static async Task<bool> MeasureAsync(ServiceProvider replica)
    {
        try
        {
            await Assert.IsType<RedisClusterClock>(Clock(replica)).MeasureAsync(Cancel);
            return true;
        }
        catch (SharedStateUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Of a machine whose clock is wrong.</summary>
    private sealed class WrongTime : TimeProvider
    {
        public TimeSpan Error { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Error;
    }
}
