using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.SyncPlay;

namespace Jellyfin.Server.WebSockets;

/// <summary>
/// Brings the messages of groups to the sockets of this replica: each once, in the order in which they were decided, whichever replica
/// decided them. A socket that has just been opened is told where its group is.
/// </summary>
internal sealed class SyncPlayDelivery(SocketHub hub, IClusterClock clock) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Number of the last message of each group that was looked at here.</summary>
    private readonly Dictionary<Guid, long> _delivered = [];

    public bool HasSocketOf(IEnumerable<string> sessionIds) => sessionIds.Any(id => hub.OfSession(id).Any());

    /// <summary>Delivers what is new in a group, as it was just read.</summary>
    public async Task DeliverAsync(SyncPlayGroup group, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            Deliver(group);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Greets sockets that were opened before the groups were read, and delivers what is new in all groups there are.</summary>
    public async Task DeliverAllAsync(
        IReadOnlyList<SyncPlayGroup> groups, IReadOnlyList<SocketConnection> newcomers, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            foreach (var socket in newcomers)
            {
                Greet(socket, groups);
            }

            foreach (var group in groups)
            {
                Deliver(group);
            }

            foreach (var gone in _delivered.Keys.Except(groups.Select(group => group.Id)).ToList())
            {
                _delivered.Remove(gone);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private void Deliver(SyncPlayGroup group)
    {
        var isKnown = _delivered.TryGetValue(group.Id, out var last);
        if (isKnown && group.LastNumber - last > group.Outbox.Count)
        {
            // This replica was away for so long that messages are gone from the group.
            foreach (var socket in group.Members.SelectMany(member => hub.OfSession(member.SessionId)))
            {
                Greet(socket, [group]);
            }
        }
        else
        {
            foreach (var entry in group.Outbox.Where(entry => entry.Number > last))
            {
                Send(entry.SessionIds.SelectMany(hub.OfSession), group.Id, entry.Message);
            }
        }

        _delivered[group.Id] = Math.Max(last, group.LastNumber);
    }

    private void Greet(SocketConnection socket, IReadOnlyList<SyncPlayGroup> groups)
    {
        foreach (var group in groups)
        {
            if (socket.Identity is { } identity && group.Find(identity.SessionId) is { } member)
            {
                foreach (var message in group.Greeting(member, clock.UtcNow))
                {
                    Send([socket], group.Id, message);
                }

                _delivered.TryAdd(group.Id, group.LastNumber);
            }
        }
    }

    private static void Send(IEnumerable<SocketConnection> sockets, Guid groupId, SyncPlayMessage message)
    {
        byte[]? text = null;
        foreach (var socket in sockets)
        {
            socket.Send(text ??= SyncPlayText.Write(groupId, message));
        }
    }
}
