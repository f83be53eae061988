using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>Looks for orders to this replica: when a message says that there is one, and with every heartbeat in case it got lost.</summary>
internal sealed partial class DrainFollower(
    IReplicaRegistry registry,
    DrainOrders orders,
    OwnDrain drain,
    IMessageBus bus,
    IOptions<ClusterOptions> options,
    TimeProvider time,
    ILogger<DrainFollower> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var told = bus.Subscribe<DrainOrdered>(async (message, cancellationToken) =>
        {
            if (message.ReplicaId == registry.Self.Id)
            {
                await LookAsync(cancellationToken);
            }
        });
        using var timer = new PeriodicTimer(options.Value.HeartbeatInterval, time);
        do
        {
            await LookAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await orders.FindAsync(registry.Self, cancellationToken) is { } order)
            {
                await drain.ApplyAsync(order, cancellationToken);
            }
        }
        catch (SharedStateUnavailableException exception)
        {
            LogNotSeen(exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Orders cannot be seen: {Reason}")]
    private partial void LogNotSeen(string reason);
}
