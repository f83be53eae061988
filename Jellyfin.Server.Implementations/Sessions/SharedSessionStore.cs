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
    private const int Attempts = 50;

    private static readonly TimeSpan TimeToLive = TimeSpan.FromDays(1);

    private readonly LocalSessions _local = new();
    private readonly ISharedStore _shared;
    private readonly IMessageBus _bus;
    private readonly SharedSockets _sockets;
    private readonly ILogger<SharedSessionStore> _logger;
    private readonly IDisposable _subscription;

    public SharedSessionStore(ISharedStore shared, SharedSockets sockets, IMessageBus bus, ILogger<SharedSessionStore> logger)
    {
        _shared = shared;
        _bus = bus;
        _sockets = sockets;
        _logger = logger;
        _subscription = bus.Subscribe<SessionEnded>((ended, _) =>
        {
            _local.Ended(ended.SessionId);
            return ValueTask.CompletedTask;
        });
    }

    public async Task<Session?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var json = await _shared.GetAsync(new SharedKey(Collection, id), cancellationToken);
            return json is null ? null : (await _sockets.ListAsync(cancellationToken)).Mark(SessionJson.Read<Session>(json));
        }
        catch (SharedStateUnavailableException exception)
        {
            LogAway(exception.Message);
            return _local.Find(id) is { IsRemoved: false } found ? _sockets.Own.Mark(found.Current) : null;
        }
    }

    public async Task<IReadOnlyList<Session>> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            var entries = await _shared.ListAsync(Collection, cancellationToken);
            return Order(entries.Values.Select(SessionJson.Read<Session>), await _sockets.ListAsync(cancellationToken));
        }
        catch (SharedStateUnavailableException exception)
        {
            LogAway(exception.Message);
            return Order(_local.All, _sockets.Own);
        }
    }

    public async Task<IReadOnlyCollection<string>> ListConnectedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await _sockets.ListAsync(cancellationToken)).Ids;
        }
        catch (SharedStateUnavailableException exception)
        {
            LogAway(exception.Message);
            return _sockets.Own.Ids;
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
            return _local.Change(id, change);
        }
    }

    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        bool existed;
        try
        {
            existed = await _shared.RemoveAsync(new SharedKey(Collection, id), cancellationToken);
            existed |= _local.Forget(id);
        }
        catch (SharedStateUnavailableException exception)
        {
            LogAway(exception.Message);
            existed = _local.Find(id) is { IsRemoved: false };
            _local.Remove(id);
        }

        await _bus.PublishAsync(new SessionEnded(id), cancellationToken);
        return existed;
    }

    public async Task SaveSocketsAsync(IReadOnlyCollection<string> sessionIds, CancellationToken cancellationToken)
    {
        try
        {
            await _sockets.SaveAsync(sessionIds, cancellationToken);
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
            var local = _local.Find(key.Id);
            var shared = json is null ? null : SessionJson.Read<Session>(json);
            var before = local is null ? shared : local.Over(shared);
            var after = change(before);
            if (after is null || (ReferenceEquals(after, before) && local is not { IsUnsaved: true }))
            {
                return before;
            }

            if (await _shared.CompareAndSetAsync(key, json, SessionJson.Write(after), TimeToLive, cancellationToken))
            {
                _local.Saved(after, local);
                return after;
            }
        }

        throw new SharedStateUnavailableException("The session is changed too often to be written.");
    }

    private async Task BringBackAsync(CancellationToken cancellationToken)
    {
        foreach (var local in _local.Unsaved)
        {
            var key = new SharedKey(Collection, local.Current.Id);
            if (await UpdateSharedAsync(key, session => session, cancellationToken) is null)
            {
                await _shared.RemoveAsync(key, cancellationToken);
                _local.Forget(key.Id);
            }
        }
    }

    private static List<Session> Order(IEnumerable<Session> sessions, ConnectedSessions connected)
        => [.. sessions.Select(connected.Mark).OrderByDescending(session => session.LastActivityDate)];

    [LoggerMessage(LogLevel.Debug, "Only this replica's sessions are known: {Reason}")]
    private partial void LogAway(string reason);
}
