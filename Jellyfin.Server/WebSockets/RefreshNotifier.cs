using System.Globalization;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Tasks;

namespace Jellyfin.Server.WebSockets;

/// <summary>Shows administrators on each library how far its scan is.</summary>
internal sealed class RefreshNotifier(SocketHub hub, ILibraryStore libraries) : ISocketNotifier
{
    private const string ScanTask = "RefreshLibrary";

    public IEnumerable<IDisposable> Subscribe(IMessageBus bus) => [bus.Subscribe<TaskProgressed>(SendAsync)];

    private async ValueTask SendAsync(TaskProgressed progress, CancellationToken cancellationToken)
    {
        var sockets = hub.OfAdministrators().ToList();
        if (progress.TaskKey != ScanTask || sockets.Count == 0)
        {
            return;
        }

        var percent = progress.Percent.ToString("0.##", CultureInfo.InvariantCulture);
        foreach (var library in await libraries.ListAsync(cancellationToken))
        {
            sockets.Send("RefreshProgress", new Dictionary<string, string> { ["ItemId"] = library.Id.ToString("N"), ["Progress"] = percent });
        }
    }
}
