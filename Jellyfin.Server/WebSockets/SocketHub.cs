using System.Collections.Concurrent;

namespace Jellyfin.Server.WebSockets;

/// <summary>The web sockets that this replica holds.</summary>
internal sealed class SocketHub
{
    private readonly ConcurrentDictionary<Guid, SocketConnection> _connections = new();

    public IReadOnlyCollection<SocketConnection> All => [.. _connections.Values];

    /// <summary>Sessions with at least one socket here.</summary>
    public IReadOnlyCollection<string> SessionIds => [.. All.Select(socket => socket.Identity?.SessionId).OfType<string>().Distinct()];

    public void Add(SocketConnection connection) => _connections[connection.Id] = connection;

    public void Remove(SocketConnection connection) => _connections.TryRemove(connection.Id, out _);

    public IEnumerable<SocketConnection> OfSession(string id) => All.Where(socket => socket.Identity?.SessionId == id);

    public IEnumerable<SocketConnection> OfUser(Guid id) => All.Where(socket => socket.Caller.User?.Id == id);

    public IEnumerable<SocketConnection> OfAdministrators() => All.Where(socket => socket.Caller.IsAdministrator);
}

internal static class SocketsExtensions
{
    /// <summary>The text is only made when somebody gets it.</summary>
    public static void Send(this IEnumerable<SocketConnection> sockets, string type, object? data = null)
    {
        byte[]? message = null;
        foreach (var socket in sockets)
        {
            socket.Send(message ??= SocketText.Write(type, data));
        }
    }
}
