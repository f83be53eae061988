using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.WebSockets;

/// <summary>Turns messages between replicas into messages to clients.</summary>
internal interface ISocketNotifier
{
    IEnumerable<IDisposable> Subscribe(IMessageBus bus);
}
