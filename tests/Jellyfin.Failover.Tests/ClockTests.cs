using Jellyfin.Failover.Tests.Load;
using Jellyfin.Failover.Tests.Report;
using Jellyfin.LocalCluster.Processes;

namespace Jellyfin.Failover.Tests;

public sealed class ClockTests(ClusterFixture cluster) : Scenario(cluster)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    [Fact(Timeout = 180_000)]
    public async Task Clocks_five_minutes_apart_change_nothing_about_who_leads()
    {
        using var row = new ReportRow(
            "Clocks five minutes apart", "the clock of one replica is five minutes ahead; it follows for longer than a lease, then it leads, then it is killed, under load");
        await StartAheadAsync("r2");
        row.Claim("clock is ahead", await OffsetAsync("r2") > Ahead - TimeSpan.FromSeconds(10));
        var first = await LeaderAsync();
        await using var load = await ClientLoad.StartAsync(Cluster, Token);
        var due = await Cluster.Daily.SetAsync(TimeSpan.FromSeconds(1), Token);
        await Wait.LastAsync(Lease + TimeSpan.FromSeconds(2), Token);
        row.Claim("leader keeps the lease", await LeaderAsync() == first && first.Replica == "r1");

        var stopping = Cluster.Cluster.SignalReplicaAsync("r1", Signal.Terminate, Token);
        await NextLeaderAsync(first, Now());
        await stopping;
        await Cluster.Cluster.StartReplicaAsync("r1", Token);
        var second = await LeaderAsync();
        row.Claim("the one ahead leads", second.Replica == "r2");
        var later = await Cluster.Daily.SetAsync(TimeSpan.FromSeconds(2), Token);
        await Cluster.Daily.WaitAsync(later, Patience, Token);

        var killed = Now();
        await Cluster.KillAsync("r2", Token);
        row.Measure("new leader", await NextLeaderAsync(second, killed), HandOverLimit);

        row.Clients(await load.StopAsync(Token));
        row.Claim("triggers ran once", await Cluster.Daily.RanOnceAsync(due, Token) && await Cluster.Daily.RanOnceAsync(later, Token));
        row.Check();
    }

    /// <summary>The other one leads then. Monotonic time, which measures durations, is left alone.</summary>
    private async Task StartAheadAsync(string replica)
    {
        var before = await LeaderAsync();
        await Cluster.Cluster.SignalReplicaAsync(replica, Signal.Terminate, Token);
        if (before.Replica == replica)
        {
            await NextLeaderAsync(before, Now());
        }

        await Cluster.Cluster.LaunchReplicaAsync(
            replica,
            new Dictionary<string, string>
            {
                ["LD_PRELOAD"] = FakeTimeLibrary(),
                ["FAKETIME"] = $"+{Ahead.TotalSeconds:0}s",
                ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
                ["DONT_FAKE_MONOTONIC"] = "1",
            });
        await UntilReadyAsync(replica, true, Now());
    }

    private async Task<TimeSpan> OffsetAsync(string replica)
    {
        using var client = new HttpClient { Timeout = Patience };
        using var answer = await client.GetAsync(new Uri((await Cluster.Cluster.StatusAsync(Token)).Replicas.Single(one => one.Id == replica).Url + "/health"), Token);
        return answer.Headers.Date!.Value - TimeProvider.System.GetUtcNow();
    }

    private static string FakeTimeLibrary()
        => Directory.EnumerateDirectories("/usr/lib", "faketime", SearchOption.AllDirectories)
            .Select(directory => Path.Combine(directory, "libfaketimeMT.so.1"))
            .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("libfaketime is not installed: apt-get install faketime");
}
