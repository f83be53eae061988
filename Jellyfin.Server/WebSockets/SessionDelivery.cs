using System.Collections.Concurrent;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Sessions;

namespace Jellyfin.Server.WebSockets;

/// <summary>
/// Brings messages to a session's sockets, on whichever replica they are, and learns from that replica whether there was one: what is known
/// of a replica that died a moment ago is not true any more.
/// </summary>
internal sealed class SessionDelivery : IDisposable
{
    /// <summary>Usually it is a few milliseconds.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>By message: requests of this replica that wait for an answer.</summary>
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = new();
    private readonly IMessageBus _bus;
    private readonly TimeProvider _time;
    private readonly IDisposable _subscription;

    public SessionDelivery(IMessageBus bus, TimeProvider time)
    {
        _bus = bus;
        _time = time;
        _subscription = bus.Subscribe<SessionMessageTaken>((taken, _) =>
        {
            _waiting.GetValueOrDefault(taken.MessageId)?.TrySetResult();
            return ValueTask.CompletedTask;
        });
    }

    /// <param name="message">For whom and what.</param>
    /// <param name="isHeard">False where the socket's replica says nothing of a delivery: then it is taken for granted.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>False when no replica has an open socket of the session.</returns>
    public async Task<bool> SendAsync(SessionMessage message, bool isHeard, CancellationToken cancellationToken)
    {
        if (!isHeard)
        {
            await _bus.PublishAsync(message, cancellationToken);
            return true;
        }

        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[message.Id] = taken;
        try
        {
            await _bus.PublishAsync(message, cancellationToken);
            await taken.Task.WaitAsync(Limit, _time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            _waiting.TryRemove(message.Id, out _);
        }
    }

    public void Dispose() => _subscription.Dispose();
}
