using System.Text.Json.Nodes;
using Jellyfin.Server.Contracts.Users;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Sessions;
using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.WebSockets;

/// <summary>Messages to one session, and the end of sockets whose session, token or user is gone.</summary>
internal sealed class SessionNotifier(SocketHub hub, IUserStore users, IServerIdentity identity, IMessageBus replicas) : ISocketNotifier
{
    public IEnumerable<IDisposable> Subscribe(IMessageBus bus) =>
    [
        bus.Subscribe<SessionMessage>(SendAsync),
        bus.Subscribe<SessionEnded>((ended, _) => Close(hub.OfSession(ended.SessionId))),
        bus.Subscribe<TokensRevoked>((revoked, _) => Close(hub.All.Where(socket => IsRevoked(socket, revoked)))),
        bus.Subscribe<UserChanged>(TellUserAsync),
    ];

    private async ValueTask SendAsync(SessionMessage message, CancellationToken cancellationToken)
    {
        if (hub.OfSession(message.SessionId).Send(message.MessageType, message.Data is null ? null : JsonNode.Parse(message.Data)))
        {
            await replicas.PublishAsync(new SessionMessageTaken(message.Id), cancellationToken);
        }
    }

    private async ValueTask TellUserAsync(UserChanged changed, CancellationToken cancellationToken)
    {
        var sockets = hub.OfUser(changed.UserId).ToList();
        if (sockets.Count == 0)
        {
            return;
        }

        if (await users.FindAsync(changed.UserId, cancellationToken) is { } user)
        {
            sockets.Send("UserUpdated", UserDto.From(user, await identity.GetIdAsync(cancellationToken)));
        }
        else
        {
            sockets.Send("UserDeleted", changed.UserId);
            await Close(sockets);
        }
    }

    private static bool IsRevoked(SocketConnection socket, TokensRevoked revoked)
        => socket.Caller.Token is { } token && revoked.TokenHashes.Contains(Convert.ToHexStringLower(TokenText.Hash(token)));

    private static ValueTask Close(IEnumerable<SocketConnection> sockets)
    {
        foreach (var socket in sockets)
        {
            socket.Close();
        }

        return ValueTask.CompletedTask;
    }
}
