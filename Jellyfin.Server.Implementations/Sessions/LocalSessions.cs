using System.Collections.Concurrent;
using MediaBrowser.Controller.Sessions;

namespace Jellyfin.Server.Implementations.Sessions;

/// <summary>The sessions that this replica wrote last: all there is while the shared state is away. Bounded; emptied by <see cref="SessionEnded"/>.</summary>
internal sealed class LocalSessions
{
    private const int Capacity = 2000;

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>Written while the shared state was away.</summary>
    private readonly ConcurrentDictionary<string, bool> _unsaved = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Session> Unsaved => [.. _unsaved.Keys.Select(Find).OfType<Session>()];

    public IReadOnlyCollection<Session> All => [.. _sessions.Values];

    public Session? Find(string id) => _sessions.GetValueOrDefault(id);

    public void Keep(Session session, bool isSaved)
    {
        _sessions[session.Id] = session;
        if (isSaved)
        {
            _unsaved.TryRemove(session.Id, out _);
        }
        else
        {
            _unsaved[session.Id] = true;
        }

        if (_sessions.Count > Capacity)
        {
            foreach (var old in _sessions.Values.OrderBy(entry => entry.LastActivityDate).Take(Capacity / 10))
            {
                Forget(old.Id);
            }
        }
    }

    public bool Forget(string id)
    {
        _unsaved.TryRemove(id, out _);
        return _sessions.TryRemove(id, out _);
    }
}
