using System.Globalization;
using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Server.WebSockets;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Cluster;

/// <summary>Tells the other replicas how this one is doing, for the cluster page.</summary>
internal sealed class ReplicaReporter(
    IReplicaReports reports, ITaskLeadership leadership, SocketHub sockets, IOptions<ClusterOptions> options, TimeProvider time) : BackgroundService
{
    private const string LoadFile = "/proc/loadavg";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.HeartbeatInterval, time);
        do
        {
            reports.Set(ReplicaLoad.Report, new ReplicaLoad(LoadAverage(), Environment.ProcessorCount, Environment.WorkingSet, sockets.Count));
            reports.Set(ReplicaLeadership.Report, new ReplicaLeadership(leadership.CurrentLease?.FencingToken));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Of the host, over the last minute; null where the system does not say.</summary>
    private static double? LoadAverage()
        => File.Exists(LoadFile) && double.TryParse(File.ReadAllText(LoadFile).Split(' ')[0], CultureInfo.InvariantCulture, out var load) ? load : null;
}
