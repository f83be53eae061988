using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>The bus of a server that is alone.</summary>
internal sealed class InProcessMessageBus(MessageDispatcher dispatcher) : IMessageBus
{
    public ValueTask PublishAsync<T>(T message, CancellationToken cancellationToken)
        where T : class
    {
        dispatcher.Dispatch(typeof(T), message);
        return ValueTask.CompletedTask;
    }

    public IDisposable Subscribe<T>(Func<T, CancellationToken, ValueTask> handler)
        where T : class
        => dispatcher.Subscribe(typeof(T), (message, cancellationToken) => handler((T)message, cancellationToken));

    public IDisposable OnResynchronise(Func<CancellationToken, ValueTask> handler) => dispatcher.OnResynchronise(handler);
}
