using Jellyfin.Failover.Tests.Load;
using Jellyfin.Failover.Tests.Report;
using Jellyfin.LocalCluster.Processes;

namespace Jellyfin.Failover.Tests;

/// <summary>No request fails because of Redis, and what comes due runs once.</summary>
public sealed class RedisTests(ClusterFixture cluster) : Scenario(cluster)
{
    private static readonly TimeSpan AwayFor = Lease + TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RunLimit = HandOverLimit + TimeSpan.FromSeconds(3);

    [Fact(Timeout = 120_000)]
    public Task Redis_is_stopped()
        => FaultAsync(
            new ReportRow("Redis stopped", $"Redis ended, started again (empty) after {AwayFor.TotalSeconds:0} s, under load; a trigger comes due in between"),
            AwayFor,
            () => Cluster.Cluster.StopServiceAsync("redis", Token),
            () => Cluster.Cluster.StartServiceAsync("redis", Token));

    [Fact(Timeout = 120_000)]
    public Task Redis_hangs()
        => FaultAsync(
            new ReportRow("Redis hangs", $"SIGSTOP of Redis, SIGCONT after {AwayFor.TotalSeconds:0} s, under load; a trigger comes due in between"),
            AwayFor,
            () => Cluster.Cluster.SignalServiceAsync("redis", Signal.Stop),
            () => Cluster.Cluster.SignalServiceAsync("redis", Signal.Continue));

    [Fact(Timeout = 120_000)]
    public Task Redis_is_restarted()
        => FaultAsync(
            new ReportRow("Redis restarted", "Redis ended and started again at once (empty), under load; a trigger comes due right after"),
            TimeSpan.Zero,
            async () =>
            {
                await Cluster.Cluster.StopServiceAsync("redis", Token);
                await Cluster.Cluster.StartServiceAsync("redis", Token);
            },
            () => Task.CompletedTask);

    [Fact(Timeout = 120_000)]
    public Task Redis_is_flushed()
        => FaultAsync(
            new ReportRow("Redis flushed", "FLUSHALL, under load; a trigger comes due right after"),
            TimeSpan.Zero,
            FlushAsync,
            () => Task.CompletedTask);

    private async Task FaultAsync(ReportRow row, TimeSpan time, Func<Task> harm, Func<Task> heal)
    {
        using var written = row;
        await using var load = await ClientLoad.StartAsync(Cluster, Token);
        var due = await Cluster.Daily.SetAsync(TimeSpan.FromSeconds(2), Token);

        var harmed = Now();
        await harm();
        await Cluster.Daily.WaitAsync(due, Patience, Token);
        row.Measure("trigger has run", TimeProvider.System.GetElapsedTime(harmed), RunLimit);
        await load.WaitForAnswersAsync(10, Token);
        if (time > TimeProvider.System.GetElapsedTime(harmed))
        {
            await Wait.LastAsync(time - TimeProvider.System.GetElapsedTime(harmed), Token);
        }

        await heal();
        row.Clients(await load.StopAsync(Token));
        row.Claim("trigger ran once", await Cluster.Daily.RanOnceAsync(due, Token));
        row.Check();
    }

    private Task FlushAsync() => TellRedisAsync("FLUSHALL");
}
