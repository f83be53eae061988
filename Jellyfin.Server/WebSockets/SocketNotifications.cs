using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.WebSockets;

/// <summary>Runs the notifiers.</summary>
internal sealed class SocketNotifications(IEnumerable<ISocketNotifier> notifiers, IMessageBus bus) : IHostedService
{
    private readonly List<IDisposable> _subscriptions = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscriptions.AddRange(notifiers.SelectMany(notifier => notifier.Subscribe(bus)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _subscriptions.ForEach(subscription => subscription.Dispose());
        return Task.CompletedTask;
    }
}
