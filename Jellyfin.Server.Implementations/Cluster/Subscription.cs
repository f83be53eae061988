using System.Collections.Concurrent;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>
/// One handler and the messages that wait for it. A handler that does not wait for anything has run when <see cref="Post"/> returns, so
/// that a cache is already invalid on the replica that changed something.
/// </summary>
internal sealed class Subscription(Type messageType, Func<object, CancellationToken, ValueTask> handler, Action<Exception> failed, CancellationToken stopping)
{
    private const int Capacity = 10_000;

    private readonly ConcurrentQueue<object> _waiting = new();
    private int _running;

    public Type MessageType => messageType;

    /// <summary>Returns false when so many messages wait that they were all dropped.</summary>
    public bool Post(object message)
    {
        if (_waiting.Count >= Capacity)
        {
            _waiting.Clear();
            return false;
        }

        _waiting.Enqueue(message);
        if (Interlocked.Exchange(ref _running, 1) == 0)
        {
            _ = DrainAsync();
        }

        return true;
    }

    private async Task DrainAsync()
    {
        do
        {
            while (_waiting.TryDequeue(out var message))
            {
                await HandleAsync(message);
            }

            // A full fence: a message posted meanwhile must be seen below.
            Interlocked.Exchange(ref _running, 0);
        }
        while (!_waiting.IsEmpty && Interlocked.Exchange(ref _running, 1) == 0);
    }

    private async Task HandleAsync(object message)
    {
        try
        {
            await handler(message, stopping);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            failed(exception);
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }
}
