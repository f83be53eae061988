using Jellyfin.Failover.Tests.Playing;

namespace Jellyfin.Failover.Tests;

/// <summary>The load balancer's statistics show which replica is busy transcoding, or drains.</summary>
public sealed class AgentCheckTests(ClusterFixture cluster) : Scenario(cluster)
{
    private const string Device = "agent-check";
    private const int Idle = 100;

    /// <summary>Even a replica that can transcode nothing more answers everything else.</summary>
    private const int Full = 20;

    [Fact(Timeout = 360_000)]
    public async Task The_weight_of_a_replica_falls_while_it_transcodes_and_rises_again()
    {
        using var client = await Cluster.LogInAsync("r1", Device, Token);
        var (first, second) = (new SegmentStream(Cluster.Films[0], Device, "first"), new SegmentStream(Cluster.Films[0], Device, "second"));
        await UntilIdleAsync("r1");
        await UntilIdleAsync("r2");

        // It goes where there is more room, as each replica has measured for itself.
        await first.ReadAsync(client, 0, Token);
        await Wait.UntilAsync(async () => await SumAsync() is >= Idle + Full and < 2 * Idle, "one replica is busier", Patience, Token);
        var withOne = await SumAsync();
        await second.ReadAsync(client, 0, Token);
        await Wait.UntilAsync(async () => await SumAsync() is var withTwo && withTwo >= 2 * Full && withTwo < withOne, "more is busy", Patience, Token);

        await first.StopAsync(client, Token);
        await second.StopAsync(client, Token);
        await UntilIdleAsync("r1");
        await UntilIdleAsync("r2");
    }

    [Fact(Timeout = 360_000)]
    public async Task A_replica_that_drains_has_no_weight_until_it_is_taken_back()
    {
        await UntilIdleAsync("r1");

        await Cluster.Cluster.DrainAsync("r1", Token);
        await Wait.UntilAsync(async () => await WeightAsync("r1") == 0, "r1 has no weight", Patience, Token);
        Assert.NotEqual(0, await WeightAsync("r2"));

        await Cluster.Cluster.UndrainAsync("r1", Token);
        await UntilIdleAsync("r1");
    }

    /// <summary>Says what the replica is doing when it is not idle.</summary>
    private async Task UntilIdleAsync(string replica)
    {
        try
        {
            await Wait.UntilAsync(async () => await WeightAsync(replica) == Idle, $"{replica} is idle", SegmentStream.IdleLimit, Token);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}; its weight is {await WeightAsync(replica)}; {await Cluster.Admin.GetAsync("/cluster.json", Token)}", exception);
        }
    }

    private async Task<int> SumAsync() => await WeightAsync("r1") + await WeightAsync("r2");

    private async Task<int> WeightAsync(string replica) => await Balancer.WeightAsync(await Cluster.Cluster.StatusAsync(Token), replica, Token);
}
