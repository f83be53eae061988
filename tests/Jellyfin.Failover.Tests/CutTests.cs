using Jellyfin.Failover.Tests.Load;
using Jellyfin.Failover.Tests.Report;

namespace Jellyfin.Failover.Tests;

/// <summary>The leader's packets to a service vanish, and those of the service to it.</summary>
public sealed class CutTests(ClusterFixture cluster) : Scenario(cluster)
{
    /// <summary>Longer than a lease.</summary>
    private static readonly TimeSpan CutFor = Lease + TimeSpan.FromSeconds(3);

    [Fact(Timeout = 120_000)]
    public Task Leader_cut_off_from_Redis() => CutAsync("Leader cut off from Redis only", ["redis"]);

    [Fact(Timeout = 120_000)]
    public Task Leader_cut_off_from_PostgreSQL() => CutAsync("Leader cut off from PostgreSQL only", ["postgres"]);

    [Fact(Timeout = 120_000)]
    public Task Leader_cut_off_from_both() => CutAsync("Leader cut off from Redis and PostgreSQL", ["redis", "postgres"]);

    private async Task CutAsync(string title, string[] services)
    {
        using var row = new ReportRow(title, $"packets between the leader and {string.Join(" and ", services)} dropped for {CutFor.TotalSeconds:0} s, under load; a trigger comes due two seconds after the cut");
        var losesDatabase = services.Contains("postgres");
        var before = await LeaderAsync();
        await using var load = await ClientLoad.StartAsync(Cluster, Token);
        var due = await Cluster.Daily.SetAsync(TimeSpan.FromSeconds(2), Token);

        var cut = Now();
        await Cluster.Cluster.CutAsync(before.Replica, services, Token);
        if (losesDatabase)
        {
            row.Measure("not ready", await UntilReadyAsync(before.Replica, false, cut), TimeSpan.FromSeconds(3));
        }

        await Cluster.Daily.WaitAsync(due, Patience, Token);
        row.Measure("trigger has run", TimeProvider.System.GetElapsedTime(cut), HandOverLimit + TimeSpan.FromSeconds(3));
        await Wait.LastAsync(Later(CutFor - TimeProvider.System.GetElapsedTime(cut)), Token);
        var healed = Now();
        await Cluster.Cluster.HealAsync(before.Replica, Token);
        if (losesDatabase)
        {
            row.Measure("ready again by itself", await UntilReadyAsync(before.Replica, true, healed), TimeSpan.FromSeconds(5));
        }

        row.Clients(await load.StopAsync(Token));
        row.Claim("trigger ran once", await Cluster.Daily.RanOnceAsync(due, Token));
        row.Check();
    }

    private static TimeSpan Later(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
