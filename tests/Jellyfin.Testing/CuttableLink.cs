using System.Net;
using System.Net.Sockets;

namespace Jellyfin.Testing;

/// <summary>
/// A TCP port that leads to another one until it is cut: then nothing arrives any more and nobody is told, as if a cable was pulled. Released,
/// it carries what was sent meanwhile, as after a short fault of the network.
/// </summary>
public sealed class CuttableLink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
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

    /// <summary>Something was sent since the link is cut.</summary>
    public bool HasHeld => _hasHeld;

    /// <summary>Connections stay open, new ones come about; no byte and no end passes in either direction until <see cref="Release"/>.</summary>
    public void Cut() => (_passage, _hasHeld) = (Passage(isOpen: false), false);

    /// <summary>What was sent meanwhile arrives. New connections of that time never carry anything.</summary>
    public void Release() => _passage.SetResult();

    /// <summary>Closes all connections. May be called again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_accepting.IsCompleted)
        {
            return;
        }

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
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
            }

            await other.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
            await Task.WhenAny(CopyAsync(one, other), CopyAsync(other, one));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    /// <summary>Until one side closes, which the other one does not hear of while the link is cut.</summary>
    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int count;
            while ((count = await ReadAsync(from, buffer)) > 0)
            {
                _hasHeld |= !_passage.Task.IsCompleted;
                await _passage.Task.WaitAsync(_end.Token);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
            }

            await _passage.Task.WaitAsync(_end.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The other side is gone, or the test is over.
        }
    }

    /// <summary>A side that is gone has come to its end.</summary>
    private async Task<int> ReadAsync(TcpClient from, byte[] buffer)
    {
        try
        {
            return await from.GetStream().ReadAsync(buffer, _end.Token);
        }
        catch (IOException)
        {
            return 0;
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
