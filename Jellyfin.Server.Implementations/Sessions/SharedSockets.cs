using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Sessions;

namespace Jellyfin.Server.Implementations.Sessions;

/// <summary>Which sessions have a web socket, on whichever replica. What a dead replica said last is not believed.</summary>
internal sealed class SharedSockets(ISharedStore shared, IReplicaRegistry replicas)
{
    private const string Collection = "session-sockets";

    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(15);

    private IReadOnlyCollection<string> _own = [];

    /// <summary>On this replica.</summary>
    public ConnectedSessions Own => new([.. _own], []);

    public async Task SaveAsync(IReadOnlyCollection<string> sessionIds, CancellationToken cancellationToken)
    {
        _own = sessionIds;
        await shared.SetAsync(
            new SharedKey(Collection, replicas.Self.Id),
            SessionJson.Write(new ReplicaSockets(replicas.Self.Incarnation, sessionIds, Acknowledges: true)),
            TimeToLive,
            cancellationToken);
    }

    public async Task<ConnectedSessions> ListAsync(CancellationToken cancellationToken)
    {
        var sockets = Own;
        var entries = await shared.ListAsync(Collection, cancellationToken);
        if (entries.Keys.All(replica => replica == replicas.Self.Id))
        {
            return sockets;
        }

        var live = await replicas.ListAsync(cancellationToken);
        foreach (var replica in live.Where(replica => replica.Identity.Id != replicas.Self.Id))
        {
            if (entries.TryGetValue(replica.Identity.Id, out var json)
                && SessionJson.Read<ReplicaSockets>(json) is { } said
                && said.Incarnation == replica.Identity.Incarnation)
            {
                sockets.Ids.UnionWith(said.SessionIds ?? []);
                sockets.Silent.UnionWith(said.Acknowledges ? [] : said.SessionIds ?? []);
            }
        }

        return sockets;
    }

    /// <param name="Incarnation">Of the replica.</param>
    /// <param name="SessionIds">Whose sockets it has.</param>
    /// <param name="Acknowledges">Whether it publishes <see cref="SessionMessageTaken"/>; versions that do not say nothing of it.</param>
    private sealed record ReplicaSockets(string Incarnation, IReadOnlyCollection<string>? SessionIds, bool Acknowledges);
}

/// <summary>Sessions that have a web socket.</summary>
/// <param name="Ids">All of them.</param>
/// <param name="Silent">Those with one on a replica that does not say when it has delivered a message.</param>
internal sealed record ConnectedSessions(HashSet<string> Ids, HashSet<string> Silent)
{
    public Session Mark(Session session)
        => session with { HasSocket = Ids.Contains(session.Id), IsSocketSilent = Silent.Contains(session.Id) };
}
