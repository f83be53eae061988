using MediaBrowser.Controller.Sessions;

namespace Jellyfin.Server.WebSockets;

/// <summary>Tells the other replicas which sessions have a socket here: these can be controlled remotely.</summary>
internal sealed class SocketPresence(SocketHub hub, ISessionStore sessions, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _order = new(1);

    /// <summary>To be called after a socket came or went.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await _order.WaitAsync(cancellationToken);
        try
        {
            await sessions.SaveSocketsAsync(hub.SessionIds, cancellationToken);
        }
        finally
        {
            _order.Release();
        }
    }

    public override void Dispose()
    {
        _order.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await SaveAsync(stoppingToken);
        }
    }
}
