using System.Data.Common;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.WebSockets;

/// <summary>Tells clients that libraries changed: not for every file, but what came together while a scan goes on, and only what they may see.</summary>
internal sealed partial class LibraryNotifier(
    SocketHub hub,
    LibraryBroadcast broadcast,
    IConfigurationStore configuration,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<LibraryNotifier> logger) : ISocketNotifier
{
    /// <summary>Changes in one message; more wait for the next.</summary>
    private const int MostChanges = 10_000;

    private readonly Lock _lock = new();
    private readonly List<ItemsChanged> _waiting = [];

    public IEnumerable<IDisposable> Subscribe(IMessageBus bus) => [bus.Subscribe<ItemsChanged>(Collect)];

    private ValueTask Collect(ItemsChanged changed, CancellationToken cancellationToken)
    {
        if (hub.All.Count == 0)
        {
            return ValueTask.CompletedTask;
        }

        lock (_lock)
        {
            if (_waiting.Count < MostChanges)
            {
                _waiting.Add(changed);
            }

            if (_waiting.Count == 1)
            {
                _ = SendLaterAsync(lifetime.ApplicationStopping);
            }
        }

        return ValueTask.CompletedTask;
    }

    private async Task SendLaterAsync(CancellationToken cancellationToken)
    {
        try
        {
            var settings = await configuration.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(Math.Clamp(settings.LibraryUpdateDuration, 1, 300)), time, cancellationToken);
            await broadcast.SendAsync(LibraryUpdateInfo.Join(Take()), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The replica stops.
        }
        catch (Exception exception) when (exception.GetBaseException() is DbException or TimeoutException)
        {
            Take();
            LogNotSent(exception.GetBaseException().Message);
        }
    }

    private ItemsChanged[] Take()
    {
        lock (_lock)
        {
            var taken = _waiting.ToArray();
            _waiting.Clear();
            return taken;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Clients were not told of library changes: {Reason}")]
    private partial void LogNotSent(string reason);
}
