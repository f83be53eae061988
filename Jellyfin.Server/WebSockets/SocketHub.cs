using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.WebSockets;

/// <summary>The web sockets that this replica holds.</summary>
internal sealed class SocketHub(IOptions<SocketOptions> options)
{
    private readonly ConcurrentDictionary<Guid, SocketConnection> _connections = new();

    /// <summary>A client has connected. Handlers must not block.</summary>
    public event Action<SocketConnection>? Opened;

    public int Count => _connections.Count;

    public IReadOnlyCollection<SocketConnection> All => [.. _connections.Values];

    /// <summary>Sessions with at least one socket here.</summary>
    public IReadOnlyCollection<string> SessionIds => [.. All.Select(socket => socket.Identity?.SessionId).OfType<string>().Distinct()];

    /// <summary>A session or user with too many sockets loses the oldest: most likely its client has left it long ago.</summary>
    public void Add(SocketConnection connection)
    {
        _connections[connection.Id] = connection;
        if (connection.Identity is { } identity)
        {
            CloseOldest(OfSession(identity.SessionId), options.Value.MostPerSession);
        }

        CloseOldest(All.Where(socket => socket.Caller.User?.Id == connection.Caller.User?.Id), options.Value.MostPerUser);
        Opened?.Invoke(connection);
    }

    public void Remove(SocketConnection connection) => _connections.TryRemove(connection.Id, out _);

    public IEnumerable<SocketConnection> OfSession(string id) => All.Where(socket => socket.Identity?.SessionId == id);

    public IEnumerable<SocketConnection> OfUser(Guid id) => All.Where(socket => socket.Caller.User?.Id == id);

    public IEnumerable<SocketConnection> OfAdministrators() => All.Where(socket => socket.Caller.IsAdministrator);

    private static void CloseOldest(IEnumerable<SocketConnection> sockets, int most)
    {
        foreach (var socket in sockets.OrderByDescending(socket => socket.Id).Skip(most))
        {
            socket.Close();
        }
    }
}

internal static class SocketsExtensions
{
    /// <summary>The text is only made when somebody gets it. Returns whether somebody does.</summary>
    public static bool Send(this IEnumerable<SocketConnection> sockets, string type, object? data = null)
    {
        byte[]? message = null;
        var isTaken = false;
        foreach (var socket in sockets)
        {
            isTaken |= socket.Send(message ??= SocketText.Write(type, data));
        }

        return isTaken;
    }
}
