using Jellyfin.Server.Contracts;
using Jellyfin.Server.Endpoints;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.WebSockets;

/// <summary>Tells a user's clients what he watched, marked or rated elsewhere.</summary>
internal sealed class UserDataNotifier(SocketHub hub, IItemStore items, UserDataAnswer answer) : ISocketNotifier
{
    public IEnumerable<IDisposable> Subscribe(IMessageBus bus) => [bus.Subscribe<UserDataChanged>(SendAsync)];

    private async ValueTask SendAsync(UserDataChanged changed, CancellationToken cancellationToken)
    {
        var sockets = hub.OfUser(changed.UserId).ToList();
        if (sockets.Count == 0)
        {
            return;
        }

        var found = await items.FindManyAsync(changed.ItemIds, cancellationToken);
        var list = await answer.ReadAsync(found, sockets[0].Caller.User!, cancellationToken);
        sockets.Send("UserDataChanged", new UserDataChangeInfo(changed.UserId, list));
    }

    private sealed record UserDataChangeInfo(Guid UserId, IReadOnlyList<UserItemDataDto> UserDataList);
}
