using Jellyfin.Failover.Tests.Load;
using Jellyfin.Failover.Tests.Report;
using Jellyfin.LocalCluster.Processes;
using MediaBrowser.Controller.Tasks;

namespace Jellyfin.Failover.Tests;

public sealed class LeaderTests(ClusterFixture cluster) : Scenario(cluster)
{
    private const string ScanTask = "RefreshLibrary";

    [Fact(Timeout = 120_000)]
    public async Task Another_replica_leads_after_the_lease_when_the_leader_is_killed()
    {
        using var row = new ReportRow("Leader killed", "kill -9 of the replica that leads, under load; a trigger comes due two seconds later");
        var before = await LeaderAsync();
        await using var load = await ClientLoad.StartAsync(Cluster, Token);
        var due = await Cluster.Daily.SetAsync(TimeSpan.FromSeconds(2), Token);

        var killed = Now();
        await Cluster.KillAsync(before.Replica, Token);
        row.Measure("new leader", await NextLeaderAsync(before, killed), HandOverLimit);
        await Cluster.Daily.WaitAsync(due, Patience, Token);
        await Cluster.Cluster.StartReplicaAsync(before.Replica, Token);

        row.Clients(await load.StopAsync(Token));
        row.Claim("trigger ran once", await Cluster.Daily.RanOnceAsync(due, Token));
        row.Check();
    }

    [Fact(Timeout = 120_000)]
    public async Task Another_replica_leads_at_once_when_the_leader_is_stopped()
    {
        using var row = new ReportRow("Leader stopped", "SIGTERM to the replica that leads, under load");
        var before = await LeaderAsync();
        await using var load = await ClientLoad.StartAsync(Cluster, Token);

        var asked = Now();
        var stopping = Cluster.Cluster.SignalReplicaAsync(before.Replica, Signal.Terminate, Token);
        row.Measure("new leader", await NextLeaderAsync(before, asked), TimeSpan.FromSeconds(0.5));
        await stopping;
        await Cluster.Cluster.StartReplicaAsync(before.Replica, Token);

        row.Clients(await load.StopAsync(Token));
        row.Check();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_leader_that_was_paused_in_the_middle_of_a_task_cannot_finish_it()
    {
        using var row = new ReportRow(
            "Leader paused while a task runs", "SIGSTOP of the leader in the middle of a library scan, SIGCONT after another replica has started the scan anew");
        var before = await LeaderAsync();
        var started = TimeProvider.System.GetUtcNow();
        await ScanBehindTheGateAsync("Paused");
        await WaitForRunAsync(started, before.Replica);

        var paused = Now();
        await Cluster.Cluster.SignalReplicaAsync(before.Replica, Signal.Stop, Token);
        row.Measure("new leader", await NextLeaderAsync(before, paused), HandOverLimit);
        await WaitForRunAsync(started, Other(before.Replica));
        await Cluster.Cluster.SignalReplicaAsync(before.Replica, Signal.Continue, Token);
        await UntilReadyAsync(before.Replica, true, paused);
        Cluster.Probes.Open();
        await WaitForEndAsync(started);

        var runs = await RunRow.ReadAsync(Cluster.Database, ScanTask, started, Token);
        row.Claim("scan completed once, on the new leader", runs.Where(run => run.Status == TaskRunStatus.Completed).Select(run => run.Replica).SequenceEqual([Other(before.Replica)]));
        row.Claim("run of the old leader marked interrupted", runs.Any(run => run.Status == TaskRunStatus.Interrupted && run.Token == before.Token));
        row.Claim("new film in the library once", await CountAsync("Paused") == 1);
        row.Check();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_scan_goes_on_elsewhere_when_its_leader_is_killed()
    {
        using var row = new ReportRow("Leader killed while a task runs", "kill -9 of the leader in the middle of a library scan");
        var before = await LeaderAsync();
        var started = TimeProvider.System.GetUtcNow();
        await ScanBehindTheGateAsync("Killed");
        await WaitForRunAsync(started, before.Replica);

        var killed = Now();
        await Cluster.KillAsync(before.Replica, Token);
        row.Measure("new leader", await NextLeaderAsync(before, killed), HandOverLimit);
        await WaitForRunAsync(started, Other(before.Replica));
        row.Measure("scan runs elsewhere", TimeProvider.System.GetElapsedTime(killed), HandOverLimit + TimeSpan.FromSeconds(2));
        Cluster.Probes.Open();
        await WaitForEndAsync(started);

        var runs = await RunRow.ReadAsync(Cluster.Database, ScanTask, started, Token);
        row.Claim("scan completed once", runs.Count(run => run.Status == TaskRunStatus.Completed) == 1);
        row.Claim("new film in the library once", await CountAsync("Killed") == 1);
        row.Check();
    }

    /// <summary>Adds a film and asks for a scan, which then waits for the film's probe.</summary>
    private async Task ScanBehindTheGateAsync(string title)
    {
        Cluster.Probes.Close();
        await Cluster.AddFilmAsync(title, Token);
        await Cluster.Admin.PostAsync($"/ScheduledTasks/Running/{TaskId.Of(ScanTask)}", null, Token);
    }

    private Task<TimeSpan> WaitForRunAsync(DateTimeOffset since, string replica)
        => Wait.UntilAsync(
            async () => (await RunRow.ReadAsync(Cluster.Database, ScanTask, since, Token)).Any(run => run.Replica == replica && run.Status == TaskRunStatus.Running),
            $"the scan runs on {replica}",
            Patience,
            Token);

    private Task<TimeSpan> WaitForEndAsync(DateTimeOffset since)
        => Wait.UntilAsync(
            async () => (await RunRow.ReadAsync(Cluster.Database, ScanTask, since, Token)) is var runs
                && runs.Any(run => run.Status == TaskRunStatus.Completed)
                && !runs.Any(run => run.Status is TaskRunStatus.Queued or TaskRunStatus.Running),
            "the scan is over",
            Patience,
            Token);

    private async Task<int> CountAsync(string title)
        => (await Cluster.Admin.GetAsync($"/Items?recursive=true&includeItemTypes=Movie&searchTerm={title}", Token))!["Items"]!.AsArray().Count;
}
