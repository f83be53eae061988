using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.WebSockets;

/// <summary>Runs the notifiers, and sends clients elsewhere when this replica stops.</summary>
internal sealed class SocketNotifications(
    IEnumerable<ISocketNotifier> notifiers,
    IMessageBus bus,
    SocketHub hub,
    IReplicaRegistry replicas,
    IHostApplicationLifetime lifetime) : IHostedService
{
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(1);

    private readonly List<IDisposable> _subscriptions = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscriptions.AddRange(notifiers.SelectMany(notifier => notifier.Subscribe(bus)));
        lifetime.ApplicationStopping.Register(() => _ = CloseAllAsync());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _subscriptions.ForEach(subscription => subscription.Dispose());
        return Task.CompletedTask;
    }

    /// <summary>Clients come back to another replica at once; only where there is none they are told that the server goes away.</summary>
    private async Task CloseAllAsync()
    {
        if (!await OthersServeAsync())
        {
            hub.All.Send("ServerShuttingDown");
        }

        foreach (var socket in hub.All)
        {
            socket.Close();
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
}
