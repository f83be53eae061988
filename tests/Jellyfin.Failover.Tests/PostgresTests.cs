using Jellyfin.Failover.Tests.Load;
using Jellyfin.Failover.Tests.Report;
using Jellyfin.LocalCluster.Processes;

namespace Jellyfin.Failover.Tests;

/// <summary>Without the database requests are answered 503, at once; nothing that was acknowledged is lost, and nobody restarts anything.</summary>
public sealed class PostgresTests(ClusterFixture cluster) : Scenario(cluster)
{
    private static readonly TimeSpan NotReadyLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(5);

    [Fact(Timeout = 120_000)]
    public async Task PostgreSQL_is_restarted()
    {
        using var row = new ReportRow("PostgreSQL restarted", "fast shutdown and start at once, under load; a trigger comes due meanwhile");
        await using var load = await ClientLoad.StartAsync(Cluster, Token);
        var due = await Cluster.Daily.SetAsync(TimeSpan.FromSeconds(1), Token);

        await Cluster.Cluster.StopServiceAsync("postgres", Token);
        await Cluster.Cluster.StartServiceAsync("postgres", Token);
        var back = Now();
        row.Measure("clients served again", await load.NextSuccessesAsync(back, Token), RecoveryLimit);
        await Cluster.Daily.WaitAsync(due, Patience, Token);

        await FinishAsync(row, load, due);
    }

    [Fact(Timeout = 120_000)]
    public Task PostgreSQL_hangs()
        => OutageAsync(
            new ReportRow("PostgreSQL hangs", "SIGSTOP of all its processes, SIGCONT after 15 s, under load; a trigger comes due meanwhile"),
            TimeSpan.FromSeconds(15),
            () => Cluster.Cluster.SignalServiceAsync("postgres", Signal.Stop),
            () => Cluster.Cluster.SignalServiceAsync("postgres", Signal.Continue));

    [Fact(Timeout = 180_000)]
    public Task PostgreSQL_is_gone_for_a_minute()
        => OutageAsync(
            new ReportRow("PostgreSQL gone for a minute", "ended, started again after 60 s, under load; a trigger comes due meanwhile"),
            TimeSpan.FromSeconds(60),
            () => Cluster.Cluster.StopServiceAsync("postgres", Token),
            () => Cluster.Cluster.StartServiceAsync("postgres", Token));

    private async Task OutageAsync(ReportRow row, TimeSpan time, Func<Task> harm, Func<Task> heal)
    {
        using var written = row;
        await using var load = await ClientLoad.StartAsync(Cluster, Token);
        var due = await Cluster.Daily.SetAsync(TimeSpan.FromSeconds(3), Token);

        var harmed = Now();
        await harm();
        row.Measure("r1 not ready", await UntilReadyAsync("r1", false, harmed), NotReadyLimit);
        await UntilReadyAsync("r2", false, harmed);
        await Wait.LastAsync(time - TimeProvider.System.GetElapsedTime(harmed), Token);
        await heal();
        var back = Now();
        row.Measure("clients served again", await load.NextSuccessesAsync(back, Token), RecoveryLimit);
        await Cluster.Daily.WaitAsync(due, Patience, Token);

        await FinishAsync(row, load, due);
    }

    private async Task FinishAsync(ReportRow row, ClientLoad load, DateTimeOffset due)
    {
        var seen = await load.StopAsync(Token);
        row.Clients(seen, mayRefuse: true);
        row.Measure("slowest answer", seen.SlowestAnswer, TimeSpan.FromSeconds(6));
        row.Claim("trigger ran once", await Cluster.Daily.RanOnceAsync(due, Token));
        row.Check();
    }
}
