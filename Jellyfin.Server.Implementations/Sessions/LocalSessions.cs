using System.Collections.Concurrent;
using MediaBrowser.Controller.Sessions;

namespace Jellyfin.Server.Implementations.Sessions;

/// <summary>The sessions that this replica wrote last: all there is while the shared state is away. Bounded; emptied by <see cref="SessionEnded"/>.</summary>
internal sealed class LocalSessions
{
    private const int Capacity = 2000;

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Session> All => [.. _sessions.Values];

    public Session? Find(string id) => _sessions.GetValueOrDefault(id);

    public void Keep(Session session)
    {
        _sessions[session.Id] = session;
        if (_sessions.Count > Capacity)
        {
            foreach (var old in _sessions.Values.OrderBy(entry => entry.LastActivityDate).Take(Capacity / 10))
            {
                _sessions.TryRemove(old.Id, out _);
            }
        }
    }

    public bool Forget(string id) => _sessions.TryRemove(id, out _);
}
