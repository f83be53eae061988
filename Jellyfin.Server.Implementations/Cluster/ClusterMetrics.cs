using System.Diagnostics.Metrics;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Hosting;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>What a replica is in the cluster.</summary>
internal sealed class ClusterMetrics(IMeterFactory meters, ITaskLeadership election, ReplicaReadiness readiness) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create("Jellyfin.Cluster");
        meter.CreateObservableGauge("jellyfin.task.leader", () => election.CurrentLease is null ? 0 : 1, null, "1 on the replica that runs scheduled tasks");
        meter.CreateObservableGauge("jellyfin.replica.ready", () => readiness.IsReady ? 1 : 0, null, "1 while load balancers should send requests here");
        meter.CreateObservableGauge("jellyfin.replica.draining", () => readiness.IsDraining ? 1 : 0, null, "1 while the replica is ordered to drain or about to end");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
