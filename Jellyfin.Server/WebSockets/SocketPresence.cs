using MediaBrowser.Controller.Sessions;

namespace Jellyfin.Server.WebSockets;

/// <summary>Tells the other replicas which sessions have a socket here: these can be controlled remotely.</summary>
internal sealed class SocketPresence(SocketHub hub, ISessionStore sessions, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _order = new(1);
    private Task? _next;

    /// <summary>
    /// To be called after a socket came or went; it is known to all replicas afterwards. Calls that wait for the same write share the
    /// next one.
    /// </summary>
    public Task SaveAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return (_next ??= SaveNextAsync()).WaitAsync(cancellationToken);
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

    private async Task SaveNextAsync()
    {
        // The lock is held by the caller until here.
        await Task.Yield();
        await _order.WaitAsync(CancellationToken.None);
        try
        {
            lock (_lock)
            {
                _next = null;
            }

            await sessions.SaveSocketsAsync(hub.SessionIds, CancellationToken.None);
        }
        finally
        {
            _order.Release();
        }
    }
}
