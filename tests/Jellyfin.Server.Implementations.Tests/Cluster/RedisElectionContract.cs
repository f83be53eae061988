using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

/// <summary>What an election with Redis promises, whatever becomes of Redis.</summary>
public abstract class RedisElectionContract(PostgresFixture postgres) : LeaderElectionContract(postgres)
{
    public static TheoryData<RedisDisturbance> Disturbances => [.. Enum.GetValues<RedisDisturbance>()];

    protected override bool HasRedis => true;

    /// <summary>Whether a lease can be taken and renewed while Redis cannot be used.</summary>
    protected abstract bool NeedsRedis { get; }

    [Theory]
    [MemberData(nameof(Disturbances))]
    public async Task Nobody_gets_a_lease_that_another_holds_whatever_happens_to_redis(RedisDisturbance disturbance)
    {
        var lease = await AcquireAsync(A, "a", Minute);

        await Redis.BeginAsync(disturbance, Cancel);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.Null(await TryAsync(() => B.TryAcquireAsync("b", Minute, Cancel)));
        }

        if (!NeedsRedis)
        {
            await Eventually.IsTrueAsync(
                async () => await TryAsync(() => A.TryRenewAsync(lease, Minute, Cancel)) is not null, "the holder does not need Redis", Patience);
        }

        await Redis.EndAsync(disturbance, Cancel);

        Lease? renewed = null;
        await Eventually.IsTrueAsync(
            async () => (renewed = await TryAsync(() => A.TryRenewAsync(lease, Minute, Cancel))) is not null, "the holder goes on", Patience);
        Assert.Equal(lease.FencingToken, renewed!.FencingToken);
        Assert.Null(await TryAsync(() => B.TryAcquireAsync("b", Minute, Cancel)));
    }

    [Theory]
    [MemberData(nameof(Disturbances))]
    public async Task A_free_lease_can_be_had_again_after_it_under_a_higher_token(RedisDisturbance disturbance)
    {
        // What cannot be freed in Redis keeps others away from it until it expires.
        var first = await AcquireAsync(A, "a", TimeSpan.FromSeconds(5));
        await Redis.BeginAsync(disturbance, Cancel);
        await A.ReleaseAsync(first, Cancel);
        var token = first.FencingToken;
        if (!NeedsRedis)
        {
            var meanwhile = await AcquireAsync(B, "b", Minute);
            Assert.True(meanwhile.FencingToken > token);
            token = meanwhile.FencingToken;
            await B.ReleaseAsync(meanwhile, Cancel);
        }

        await Redis.EndAsync(disturbance, Cancel);

        Assert.True((await AcquireAsync(B, "b", Minute)).FencingToken > token);
    }

    [Fact]
    public async Task A_redis_that_comes_late_is_used()
    {
        await Redis.StopAsync(Cancel);
        var late = Add(TimeSpan.Zero);
        var meanwhile = await TryAsync(() => late.TryAcquireAsync("c", Minute, Cancel));
        Assert.Equal(NeedsRedis, meanwhile is null);

        await Redis.StartAsync(Cancel);

        var lease = await AcquireAsync(late, "c", Minute);
        Assert.True(meanwhile is null || lease.FencingToken > meanwhile.FencingToken);
    }
}
