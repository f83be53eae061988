using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;
using Jellyfin.Server.Authentication;
using MediaBrowser.Controller.Sessions;

namespace Jellyfin.Server.WebSockets;

/// <summary>One open web socket. Messages wait in a queue of limited length; a client that does not read them is disconnected.</summary>
internal sealed class SocketConnection(WebSocket socket, Caller caller, SessionIdentity? identity, TimeProvider time) : IDisposable
{
    private const int QueueLength = 256;
    private const int LongestMessage = 64 * 1024;
    private const int UsualMessage = 256;

    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _lost = new();
    private readonly Channel<Outgoing> _queue = Channel.CreateBounded<Outgoing>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private long _lastHeard = time.GetTimestamp();

    /// <summary>Later ones are greater.</summary>
    public Guid Id { get; } = Guid.CreateVersion7(time.GetUtcNow());

    public Caller Caller => caller;

    /// <summary>Null for programs with an API key: they have no session.</summary>
    public SessionIdentity? Identity => identity;

    /// <summary>Cancelled when the connection ends.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Since the client sent anything.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Interlocked.Read(ref _lastHeard));

    /// <summary>Queues a message and never waits. Returns false when the connection ends.</summary>
    public bool Send(byte[] message) => Queue(new Outgoing(message, null));

    /// <summary>Calls back when everything that was queued before has left. Not when the connection ends first.</summary>
    public void WhenSent(Action callback) => Queue(new Outgoing(null, callback));

    /// <summary>Ends the connection after what is queued has been sent.</summary>
    public void Close() => _queue.Writer.TryComplete();

    /// <summary>Ends the connection at once.</summary>
    public void Abort() => _lost.Cancel();

    /// <summary>Sends and receives until either side ends.</summary>
    public async Task RunAsync(Func<InboundMessage, ValueTask> received, CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.Register(Abort);
        var sending = SendAllAsync();
        var receiving = ReceiveAllAsync(received);
        await Task.WhenAny(sending, receiving);
        _queue.Writer.TryComplete();
        await SayGoodbyeAsync();
        // Hanging up before the client has read the goodbye would look like a fault to it.
        await Task.WhenAny(receiving, Task.Delay(CloseLimit, time, Lost));
        await _lost.CancelAsync();
        await Task.WhenAll(sending, receiving);
    }

    public void Dispose()
    {
        socket.Dispose();
        _lost.Dispose();
    }

    private bool Queue(Outgoing item)
    {
        var isTaken = _queue.Writer.TryWrite(item);
        if (!isTaken && !_queue.Reader.Completion.IsCompleted)
        {
            Abort();
        }

        return isTaken;
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var (message, sent) in _queue.Reader.ReadAllAsync(Lost))
            {
                if (message is not null)
                {
                    using var limit = CancellationTokenSource.CreateLinkedTokenSource(Lost);
                    limit.CancelAfter(SendLimit);
                    await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, limit.Token);
                }

                sent?.Invoke();
            }
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // The connection is over; who waits for it sees that the task has ended.
        }
    }

    private async Task ReceiveAllAsync(Func<InboundMessage, ValueTask> received)
    {
        // Idle clients are many and send little.
        var buffer = new ArrayBufferWriter<byte>(UsualMessage);
        try
        {
            while (await ReceiveAsync(buffer))
            {
                Interlocked.Exchange(ref _lastHeard, time.GetTimestamp());
                if (SocketText.Read(buffer.WrittenSpan) is { } message)
                {
                    await received(message);
                }

                if (buffer.Capacity > UsualMessage)
                {
                    buffer = new ArrayBufferWriter<byte>(UsualMessage);
                }
            }
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // As above.
        }
    }

    /// <summary>Returns false when the client hangs up or sends more than a message may have.</summary>
    private async Task<bool> ReceiveAsync(ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        while (buffer.WrittenCount < LongestMessage)
        {
            var part = await socket.ReceiveAsync(buffer.GetMemory(), Lost);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return false;
            }

            buffer.Advance(part.Count);
            if (part.EndOfMessage)
            {
                return buffer.WrittenCount <= LongestMessage;
            }
        }

        return false;
    }

    private async Task SayGoodbyeAsync()
    {
        if (Lost.IsCancellationRequested || socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        try
        {
            using var limit = new CancellationTokenSource(CloseLimit, time);
            await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, limit.Token);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // Nobody is left to say goodbye to.
        }
    }

    private static bool IsEnd(Exception exception)
        => exception is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException or InvalidOperationException;

    private readonly record struct Outgoing(byte[]? Message, Action? Sent);
}
