using Jellyfin.Server.Implementations.Database;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

public sealed class ClusterClockTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replicas_whose_clocks_differ_by_minutes_agree_on_the_time()
    {
        await using var fast = Replica(new WrongTime { Error = TimeSpan.FromMinutes(7) });
        await using var slow = Replica(new WrongTime { Error = TimeSpan.FromMinutes(-3) });
        Assert.InRange(Difference(fast, slow), TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(11));

        await MeasureAsync(fast);
        await MeasureAsync(slow);

        Assert.InRange(Difference(fast, slow), TimeSpan.FromSeconds(-2), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_clock_that_is_set_afterwards_changes_nothing()
    {
        var time = new WrongTime();
        await using var replica = Replica(time);
        await MeasureAsync(replica);
        var before = Clock(replica).UtcNow;
        var started = Clock(replica).StartedAt;

        time.Error = TimeSpan.FromHours(1);
        await MeasureAsync(replica);

        // Two measurements differ by a part of the way to the database.
        Assert.InRange(Clock(replica).UtcNow - before, TimeSpan.FromSeconds(-2), TimeSpan.FromSeconds(30));
        Assert.Equal(started, Clock(replica).StartedAt);
    }

    [Fact]
    public async Task When_a_replica_started_is_known_once_the_time_is()
    {
        await using var replica = Replica(new WrongTime { Error = TimeSpan.FromMinutes(7) });
        Assert.Null(Clock(replica).StartedAt);

        await MeasureAsync(replica);

        Assert.InRange(Clock(replica).UtcNow - Clock(replica).StartedAt!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    private static IClusterClock Clock(ServiceProvider replica) => replica.GetRequiredService<IClusterClock>();

    private static TimeSpan Difference(ServiceProvider one, ServiceProvider other) => Clock(one).UtcNow - Clock(other).UtcNow;

    private static Task MeasureAsync(ServiceProvider replica) => replica.GetRequiredService<DatabaseClock>().MeasureAsync(Cancel);

    private ServiceProvider Replica(TimeProvider time)
        => TestServices.WithDatabase(postgres.AdminConnectionString).AddSingleton(time).BuildServiceProvider();
}
