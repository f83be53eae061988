using System.Threading.Channels;
using Emby.Server.Implementations.SyncPlay;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.WebSockets;

/// <summary>Looks after groups every second, and at once when a socket is opened: it may be a member that comes back.</summary>
internal sealed partial class SyncPlayLoop(
    SocketHub hub,
    SyncPlayUpkeep upkeep,
    SyncPlayDelivery delivery,
    IOptions<HighAvailabilityOptions> options,
    TimeProvider time,
    ILogger<SyncPlayLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Channel<SocketConnection> _opened = Channel.CreateUnbounded<SocketConnection>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.SyncPlay)
        {
            return;
        }

        hub.Opened += Note;
        try
        {
            await RunAsync(stoppingToken);
        }
        finally
        {
            hub.Opened -= Note;
        }
    }

    private void Note(SocketConnection socket) => _opened.Writer.TryWrite(socket);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var newcomers = new List<SocketConnection>();
        var next = Task.CompletedTask;
        while (true)
        {
            // Before the groups are read: whoever comes later gets later messages anyway.
            while (_opened.Reader.TryRead(out var socket))
            {
                newcomers.Add(socket);
            }

            await LookAsync(newcomers, cancellationToken);
            next = next.IsCompleted ? _opened.Reader.WaitToReadAsync(cancellationToken).AsTask() : next;
            await Task.WhenAny(next, Task.Delay(Interval, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task LookAsync(List<SocketConnection> newcomers, CancellationToken cancellationToken)
    {
        try
        {
            await delivery.DeliverAllAsync(await upkeep.RunAsync(cancellationToken), newcomers, cancellationToken);
            newcomers.Clear();
        }
        catch (SharedStateUnavailableException exception)
        {
            newcomers.RemoveAll(socket => socket.Lost.IsCancellationRequested);
            LogAway(exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "SyncPlay groups were not looked after: {Reason}")]
    private partial void LogAway(string reason);
}
