using System.Net;
using System.Net.Sockets;

namespace Jellyfin.Testing;

/// <summary>A TCP port that leads to another one until it is cut: then nothing arrives any more and nobody is told, as if a cable was pulled.</summary>
public sealed class CuttableLink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _cut = new();
    private readonly int _target;
    private readonly Task _accepting;

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
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), _cut.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            if (_cut.IsCancellationRequested)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }
}
