using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>Brings messages to the subscribers of this process.</summary>
internal sealed partial class MessageDispatcher(ILogger<MessageDispatcher> logger) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private ImmutableList<Subscription> _subscriptions = [];

    public IDisposable Subscribe(Type messageType, Func<object, CancellationToken, ValueTask> handler)
    {
        var subscription = new Subscription(messageType, handler, exception => LogHandlerFailed(exception, messageType.Name), _stopping.Token);
        ImmutableInterlocked.Update(ref _subscriptions, list => list.Add(subscription));
        return new Unsubscriber(() => ImmutableInterlocked.Update(ref _subscriptions, list => list.Remove(subscription)));
    }

    public IDisposable OnResynchronise(Func<CancellationToken, ValueTask> handler)
        => Subscribe(typeof(Resynchronisation), (_, cancellationToken) => handler(cancellationToken));

    public void Dispatch(Type messageType, object message)
    {
        foreach (var subscription in _subscriptions.Where(subscription => subscription.MessageType == messageType))
        {
            if (!subscription.Post(message))
            {
                LogOverflow(messageType.Name);
                Resynchronise();
            }
        }
    }

    /// <summary>The type of a message from another replica, or null when nobody here listens to it.</summary>
    public Type? FindType(string name) => _subscriptions.Find(subscription => subscription.MessageType.FullName == name)?.MessageType;

    public void Resynchronise()
    {
        foreach (var subscription in _subscriptions.Where(subscription => subscription.MessageType == typeof(Resynchronisation)))
        {
            subscription.Post(Resynchronisation.Instance);
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "A handler of {Message} failed")]
    private partial void LogHandlerFailed(Exception exception, string message);

    [LoggerMessage(LogLevel.Warning, "Too many {Message} messages wait for a handler; they were dropped and caches are emptied instead")]
    private partial void LogOverflow(string message);

    private sealed class Resynchronisation
    {
        public static readonly Resynchronisation Instance = new();
    }

    private sealed class Unsubscriber(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
