using System.Net;
using System.Net.Sockets;

namespace Jellyfin.Testing;

/// <summary>
/// A TCP port that leads to another one until it is cut: then nothing arrives any more and nobody is told, as if a cable was pulled. Held, what
/// is sent arrives when the link is released, as after a short fault of the network.
/// </summary>
public sealed class CuttableLink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _cut = new();
    private readonly int _target;
    private readonly Task _accepting;
    private TaskCompletionSource _passage = Passage(isOpen: true);
    private volatile bool _hasHeld;

    /// <param name="target">Port on this machine.</param>
    public CuttableLink(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections stay open, new ones come about; no byte passes in either direction.</summary>
    public void Cut() => _cut.Cancel();

    /// <summary>Something was sent since the link is held.</summary>
    public bool HasHeld => _hasHeld;

    /// <summary>Connections stay open and carry nothing for now. New ones come about and never carry anything.</summary>
    public void Hold() => (_passage, _hasHeld) = (Passage(isOpen: false), false);

    public void Release() => _passage.SetResult();

    /// <summary>Closes all connections. May be called again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_accepting.IsCompleted)
        {
            return;
        }

        await _cut.CancelAsync();
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var one = near;
        using var other = new TcpClient { NoDelay = true };
        one.NoDelay = true;
        try
        {
            if (!_passage.Task.IsCompleted)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _cut.Token);
            }

            await other.ConnectAsync(IPAddress.Loopback, _target, _cut.Token);
            await Task.WhenAny(CopyAsync(one, other), CopyAsync(other, one));
        }
        catch (OperationCanceledException)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>Until one side closes. When the link is cut, both are kept until the end.</summary>
    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int count;
            while ((count = await from.GetStream().ReadAsync(buffer, _cut.Token)) > 0)
            {
                _hasHeld |= !_passage.Task.IsCompleted;
                await _passage.Task.WaitAsync(_cut.Token);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _cut.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            if (_cut.IsCancellationRequested)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private static TaskCompletionSource Passage(bool isOpen)
    {
        var passage = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (isOpen)
        {
            passage.SetResult();
        }

        return passage;
    }
}
