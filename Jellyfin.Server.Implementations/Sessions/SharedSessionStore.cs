using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Sessions;
using Microsoft.Extensions.Logging;

namespace Jellyfin.Server.Implementations.Sessions;

/// <summary>
/// Sessions in the shared state, one entry each. While it is away, every replica goes on with the sessions it wrote itself and brings
/// them back afterwards.
/// </summary>
internal sealed partial class SharedSessionStore : ISessionStore, IDisposable
{
    private const string Collection = "sessions";
    private const string SocketCollection = "session-sockets";
    private const int Attempts = 50;

    private static readonly TimeSpan TimeToLive = TimeSpan.FromDays(1);
    private static readonly TimeSpan SocketsTimeToLive = TimeSpan.FromSeconds(15);

    private readonly LocalSessions _local = new();
    private readonly ISharedStore _shared;
    private readonly IMessageBus _bus;
    private readonly IReplicaRegistry _replicas;
    private readonly ILogger<SharedSessionStore> _logger;
    private readonly IDisposable _subscription;
    private IReadOnlyCollection<string> _sockets = [];

    public SharedSessionStore(ISharedStore shared, IMessageBus bus, IReplicaRegistry replicas, ILogger<SharedSessionStore> logger)
    {
        _shared = shared;
        _bus = bus;
        _replicas = replicas;
        _logger = logger;
        _subscription = bus.Subscribe<SessionEnded>((ended, _) =>
        {
            _local.Forget(ended.SessionId);
            return ValueTask.CompletedTask;
        });
    }

    public async Task<Session?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var json = await _shared.GetAsync(new SharedKey(Collection, id), cancellationToken);
            return json is null ? null : WithSocket(SessionJson.Read<Session>(json), await SocketsAsync(cancellationToken));
        }
        catch (SharedStateUnavailableException exception)
        {
            LogAway(exception.Message);
            return _local.Find(id) is { } session ? WithSocket(session, OwnSockets()) : null;
        }
    }

    public async Task<IReadOnlyList<Session>> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            var entries = await _shared.ListAsync(Collection, cancellationToken);
            return Order(entries.Values.Select(SessionJson.Read<Session>), await SocketsAsync(cancellationToken));
        }
        catch (SharedStateUnavailableException exception)
        {
            LogAway(exception.Message);
            return Order(_local.All, OwnSockets());
        }
    }

    public async Task<IReadOnlyCollection<string>> ListConnectedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SocketsAsync(cancellationToken);
        }
        catch (SharedStateUnavailableException exception)
        {
            LogAway(exception.Message);
            return OwnSockets();
        }
    }

    public async Task<Session?> UpdateAsync(string id, Func<Session?, Session?> change, CancellationToken cancellationToken)
    {
        try
        {
            return await UpdateSharedAsync(new SharedKey(Collection, id), change, cancellationToken);
        }
        catch (SharedStateUnavailableException exception)
        {
            LogAway(exception.Message);
            var before = _local.Find(id);
            var after = change(before);
            if (after is not null)
            {
                _local.Keep(after, isSaved: false);
            }

            return after ?? before;
        }
    }

    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        var existed = _local.Forget(id);
        try
        {
            existed |= await _shared.RemoveAsync(new SharedKey(Collection, id), cancellationToken);
        }
        catch (SharedStateUnavailableException exception)
        {
            LogAway(exception.Message);
        }

        await _bus.PublishAsync(new SessionEnded(id), cancellationToken);
        return existed;
    }

    public async Task SaveSocketsAsync(IReadOnlyCollection<string> sessionIds, CancellationToken cancellationToken)
    {
        _sockets = sessionIds;
        try
        {
            await _shared.SetAsync(
                new SharedKey(SocketCollection, _replicas.Self.Id),
                SessionJson.Write(new ReplicaSockets(_replicas.Self.Incarnation, sessionIds)),
                SocketsTimeToLive,
                cancellationToken);
            await BringBackAsync(cancellationToken);
        }
        catch (SharedStateUnavailableException exception)
        {
            LogAway(exception.Message);
        }
    }

    public void Dispose() => _subscription.Dispose();

    private async Task<Session?> UpdateSharedAsync(SharedKey key, Func<Session?, Session?> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var json = await _shared.GetAsync(key, cancellationToken);
            // The shared state may have been lost: what this replica knows goes back.
            var before = json is null ? _local.Find(key.Id) : SessionJson.Read<Session>(json);
            var after = change(before);
            if (after is null || ReferenceEquals(after, before))
            {
                return before;
            }

            if (await _shared.CompareAndSetAsync(key, json, SessionJson.Write(after), TimeToLive, cancellationToken))
            {
                _local.Keep(after, isSaved: true);
                return after;
            }
        }

        throw new SharedStateUnavailableException("The session is changed too often to be written.");
    }

    /// <summary>What was written while the shared state was away, unless another replica has heard of the session since.</summary>
    private async Task BringBackAsync(CancellationToken cancellationToken)
    {
        foreach (var session in _local.Unsaved)
        {
            await UpdateSharedAsync(
                new SharedKey(Collection, session.Id),
                current => current is null || current.LastActivityDate <= session.LastActivityDate ? session with { } : current with { },
                cancellationToken);
        }
    }

    private async Task<HashSet<string>> SocketsAsync(CancellationToken cancellationToken)
    {
        var sockets = OwnSockets();
        var entries = await _shared.ListAsync(SocketCollection, cancellationToken);
        if (entries.Keys.All(replica => replica == _replicas.Self.Id))
        {
            return sockets;
        }

        var live = await _replicas.ListAsync(cancellationToken);
        foreach (var replica in live.Where(replica => replica.Identity.Id != _replicas.Self.Id))
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

    private HashSet<string> OwnSockets() => [.. _sockets];

    private static List<Session> Order(IEnumerable<Session> sessions, HashSet<string> sockets)
        => [.. sessions.Select(session => WithSocket(session, sockets)).OrderByDescending(session => session.LastActivityDate)];

    private static Session WithSocket(Session session, HashSet<string> sockets) => session with { HasSocket = sockets.Contains(session.Id) };

    [LoggerMessage(LogLevel.Debug, "Only this replica's sessions are known: {Reason}")]
    private partial void LogAway(string reason);

    private sealed record ReplicaSockets(string Incarnation, IReadOnlyCollection<string>? SessionIds);
}
