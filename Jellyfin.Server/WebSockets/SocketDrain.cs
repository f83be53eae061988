using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Server.Networking;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.WebSockets;

/// <summary>
/// Sends clients elsewhere when this replica drains or stops: not before load balancers have left it, or they would come back here, and
/// not all in the same moment.
/// </summary>
internal sealed partial class SocketDrain(
    SocketHub hub,
    IReplicaDrain drain,
    IReplicaRegistry replicas,
    ServerLifetime server,
    IOptions<ClusterOptions> options,
    TimeProvider time,
    ILogger<SocketDrain> logger) : IHostedService
{
    private const int BatchSize = 100;

    private static readonly TimeSpan BatchInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(1);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        drain.Started += () => _ = CloseAllAsync(options.Value.DrainDelay);
        server.Stopping.Register(() =>
        {
            // Shutdown is a drain, too; only a replica that was drained before says nothing new by it.
            if (drain.IsDraining)
            {
                _ = CloseAllAsync(TimeSpan.Zero);
            }
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Clients come back to another replica at once; only where there is none they are told that the server goes away.</summary>
    private async Task CloseAllAsync(TimeSpan delay)
    {
        await Task.Delay(delay, time, CancellationToken.None);
        if (!drain.IsDraining)
        {
            return;
        }

        if (!await OthersServeAsync())
        {
            hub.All.Send(server.IsRestarting ? "ServerRestarting" : "ServerShuttingDown");
        }

        foreach (var batch in hub.All.Chunk(BatchSize))
        {
            LogClosing(batch.Length);
            foreach (var socket in batch)
            {
                socket.Close();
            }

            await Task.Delay(BatchInterval, time, CancellationToken.None);
        }
    }

    private async Task<bool> OthersServeAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(LookLimit);
            var all = await replicas.ListAsync(limit.Token);
            return all.Any(replica => replica.Identity.Id != replicas.Self.Id && replica is { IsReady: true, IsDraining: false });
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "Sending {Count} web sockets to other replicas")]
    private partial void LogClosing(int count);
}
