using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Sessions;

/// <summary>Which sessions have a web socket, on whichever replica. What a dead replica said last is not believed.</summary>
internal sealed class SharedSockets(ISharedStore shared, IReplicaRegistry replicas)
{
    private const string Collection = "session-sockets";

    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(15);

    private IReadOnlyCollection<string> _own = [];

    /// <summary>On this replica.</summary>
    public HashSet<string> Own => [.. _own];

    public async Task SaveAsync(IReadOnlyCollection<string> sessionIds, CancellationToken cancellationToken)
    {
        _own = sessionIds;
        await shared.SetAsync(
            new SharedKey(Collection, replicas.Self.Id),
            SessionJson.Write(new ReplicaSockets(replicas.Self.Incarnation, sessionIds)),
            TimeToLive,
            cancellationToken);
    }

    public async Task<HashSet<string>> ListAsync(CancellationToken cancellationToken)
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
                sockets.UnionWith(said.SessionIds ?? []);
            }
        }

        return sockets;
    }

    private sealed record ReplicaSockets(string Incarnation, IReadOnlyCollection<string>? SessionIds);
}
