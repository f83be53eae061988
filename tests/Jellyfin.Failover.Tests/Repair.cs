using System.Text.Json.Nodes;
using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Processes;

namespace Jellyfin.Failover.Tests;

/// <summary>Puts the cluster back into the state that every test starts from, and makes sure of it.</summary>
internal sealed class Repair(ClusterFixture fixture)
{
    private static readonly TimeSpan WellLimit = TimeSpan.FromSeconds(60);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        fixture.Probes.Open();
        await ServeAsync(cancellationToken);
        await Wait.UntilAsync(() => IsWellAsync(cancellationToken), "both replicas ready and in the balancer, one leader, no task running", WellLimit, cancellationToken);
        await fixture.Daily.ClearAsync(cancellationToken);
    }

    /// <summary>As far as clients notice: whoever leads, both replicas are ready and get requests.</summary>
    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        await RunServicesAsync(cancellationToken);
        await RunReplicasAsync(cancellationToken);
        await Wait.UntilAsync(
            async () => await ServesAsync(await fixture.Cluster.StatusAsync(cancellationToken), cancellationToken), "both replicas ready and in the balancer", WellLimit, cancellationToken);
    }

    private async Task RunServicesAsync(CancellationToken cancellationToken)
    {
        var state = ClusterState.Load(fixture.Cluster.Folders)!;
        foreach (var (name, process) in ((string, ProcessIdentity?)[])[("postgres", state.Postgres), ("redis", state.Redis), ("haproxy", state.Haproxy)])
        {
            if (process is { IsRunning: true })
            {
                await fixture.Cluster.SignalServiceAsync(name, Signal.Continue);
            }
            else
            {
                await fixture.Cluster.StartServiceAsync(name, cancellationToken);
            }
        }
    }

    private async Task RunReplicasAsync(CancellationToken cancellationToken)
    {
        foreach (var replica in ClusterState.Load(fixture.Cluster.Folders)!.Replicas)
        {
            await fixture.Cluster.HealAsync(replica.Id, cancellationToken);
            var runs = replica.Process is { IsRunning: true };
            if (runs)
            {
                await fixture.Cluster.SignalReplicaAsync(replica.Id, Signal.Continue, cancellationToken);
            }

            // One with options of its own is not as the others are.
            if (runs && replica.Settings.Count > 0)
            {
                await fixture.Cluster.SignalReplicaAsync(replica.Id, Signal.Kill, cancellationToken);
                runs = false;
            }

            if (!runs)
            {
                await fixture.Cluster.StartReplicaAsync(replica.Id, cancellationToken);
            }
        }
    }

    private async Task<bool> IsWellAsync(CancellationToken cancellationToken)
    {
        try
        {
            var status = await fixture.Cluster.StatusAsync(cancellationToken);
            var leader = await LeaderRow.ReadAsync(fixture.Database, cancellationToken);
            return await ServesAsync(status, cancellationToken)
                && status.Replicas.Where(replica => replica.Leader).Select(replica => replica.Id).SequenceEqual([leader.Replica])
                && (await fixture.Admin.GetAsync("/ScheduledTasks", cancellationToken))!.AsArray().All(IsIdle);
        }
        catch (Exception exception) when (exception is ClusterException or HttpRequestException or Npgsql.NpgsqlException)
        {
            return false;
        }
    }

    private static async Task<bool> ServesAsync(ClusterStatus status, CancellationToken cancellationToken)
        => status.Replicas.All(replica => replica.Ready) && await Balancer.UpAsync(status, cancellationToken) == status.Replicas.Count;

    private static bool IsIdle(JsonNode? task) => (string?)task!["State"] == "Idle";
}
