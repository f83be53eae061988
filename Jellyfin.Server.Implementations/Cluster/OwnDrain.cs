using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Logging;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>Carries out the orders that this replica is given, the newest one only.</summary>
internal sealed partial class OwnDrain(ReplicaReadiness readiness, ITaskLeadership election, ILogger<OwnDrain> logger)
{
    private readonly Lock _applying = new();
    private long _last;

    public async Task ApplyAsync(DrainOrder order, CancellationToken cancellationToken)
    {
        lock (_applying)
        {
            if (order.Number <= _last)
            {
                return;
            }

            _last = order.Number;
            readiness.SetDrain(order.IsDraining);
        }

        LogOrdered(order.IsDraining ? "draining: load balancers leave it, what runs goes on" : "serving again");
        if (order.IsDraining)
        {
            await election.ResignAsync(cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Information, "Ordered: {State}")]
    private partial void LogOrdered(string state);
}
