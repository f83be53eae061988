using Emby.Server.Implementations.SyncPlay;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Sessions;
using MediaBrowser.Controller.SyncPlay;

namespace Jellyfin.Server.WebSockets;

/// <summary>Delivers at once what other replicas decided.</summary>
internal sealed partial class SyncPlayNotifier(
    SocketHub hub,
    SyncPlayDelivery delivery,
    SyncPlayStore store,
    SyncPlayService groups,
    ILogger<SyncPlayNotifier> logger) : ISocketNotifier
{
    public IEnumerable<IDisposable> Subscribe(IMessageBus bus) =>
    [
        bus.Subscribe<SyncPlayGroupChanged>(DeliverAsync),
        bus.Subscribe<SyncPlayRefusal>(Refuse),
        bus.Subscribe<SessionEnded>(LeaveAsync),
    ];

    private async ValueTask DeliverAsync(SyncPlayGroupChanged changed, CancellationToken cancellationToken)
    {
        if (!delivery.HasSocketOf(changed.SessionIds))
        {
            return;
        }

        try
        {
            if (await store.FindAsync(changed.GroupId, cancellationToken) is { } group)
            {
                await delivery.DeliverAsync(group, cancellationToken);
            }
        }
        catch (SharedStateUnavailableException exception)
        {
            LogLater(exception.Message);
        }
    }

    private ValueTask Refuse(SyncPlayRefusal refusal, CancellationToken cancellationToken)
    {
        foreach (var socket in hub.OfSession(refusal.SessionId))
        {
            socket.Send(SyncPlayText.Write(refusal));
        }

        return ValueTask.CompletedTask;
    }

    private async ValueTask LeaveAsync(SessionEnded ended, CancellationToken cancellationToken)
    {
        try
        {
            await groups.LeaveAsync(ended.SessionId, cancellationToken);
        }
        catch (SharedStateUnavailableException exception)
        {
            LogLater(exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "A change of a SyncPlay group is handled later: {Reason}")]
    private partial void LogLater(string reason);
}
