using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Tests.Configuration;

/// <summary>Joins the replicas of a test. While <see cref="IsCut"/>, messages are lost.</summary>
internal sealed class DirectBus : IMessageBus
{
    private readonly List<(Type Type, Func<object, ValueTask> Handler)> _handlers = [];
    private readonly List<Func<CancellationToken, ValueTask>> _resynchronise = [];

    public bool IsCut { get; set; }

    public async ValueTask PublishAsync<T>(T message, CancellationToken cancellationToken)
        where T : class
    {
        foreach (var (_, handler) in IsCut ? [] : _handlers.Where(entry => entry.Type == typeof(T)))
        {
            await handler(message);
        }
    }

    public IDisposable Subscribe<T>(Func<T, CancellationToken, ValueTask> handler)
        where T : class
    {
        _handlers.Add((typeof(T), message => handler((T)message, CancellationToken.None)));
        return new MemoryStream();
    }

    public IDisposable OnResynchronise(Func<CancellationToken, ValueTask> handler)
    {
        _resynchronise.Add(handler);
        return new MemoryStream();
    }

    public async Task ResynchroniseAsync()
    {
        foreach (var handler in _resynchronise)
        {
            await handler(CancellationToken.None);
        }
    }
}
