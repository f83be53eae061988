using System.Diagnostics.Metrics;

namespace Jellyfin.Server.WebSockets;

/// <summary>How many clients hold a socket here.</summary>
internal sealed class SocketMetrics(IMeterFactory meters, SocketHub hub) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create("Jellyfin.WebSockets").CreateObservableGauge("jellyfin.websockets.open", () => hub.Count, "{socket}", "Web sockets that are open");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
