using MediaBrowser.Controller.Sessions;

namespace Jellyfin.Server.Implementations.Sessions;

/// <summary>
/// The sessions that this replica wrote last: all there is while the shared state is away. Bounded; emptied by <see cref="SessionEnded"/>.
/// </summary>
internal sealed class LocalSessions
{
    private const int Capacity = 2000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LocalSession> _sessions = new(StringComparer.Ordinal);

    /// <summary>Written while the shared state was away.</summary>
    public IReadOnlyCollection<LocalSession> Unsaved
    {
        get
        {
            lock (_lock)
            {
                return [.. _sessions.Values.Where(entry => entry.IsUnsaved)];
            }
        }
    }

    public IReadOnlyCollection<Session> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _sessions.Values.Where(entry => !entry.IsRemoved).Select(entry => entry.Current)];
            }
        }
    }

    public LocalSession? Find(string id)
    {
        lock (_lock)
        {
            return _sessions.GetValueOrDefault(id);
        }
    }

    /// <summary>Changes a session while the shared state is away. Returns it as it is then, or null when there is none.</summary>
    public Session? Change(string id, Func<Session?, Session?> change)
    {
        lock (_lock)
        {
            var entry = _sessions.GetValueOrDefault(id);
            var before = entry is { IsRemoved: false } ? entry.Current : null;
            var after = change(before);
            if (after is null || ReferenceEquals(after, before))
            {
                return before;
            }

            Keep(new LocalSession(after, entry is { IsUnsaved: false } ? before : entry?.Base, IsUnsaved: true));
            return after;
        }
    }

    /// <summary>Remembers what was written to the shared state.</summary>
    /// <param name="session">As it is there now.</param>
    /// <param name="included">What this replica had when it was written; changes made since stay to be written.</param>
    public void Saved(Session session, LocalSession? included)
    {
        lock (_lock)
        {
            var entry = _sessions.GetValueOrDefault(session.Id);
            if (entry is { IsUnsaved: true } && !ReferenceEquals(entry, included))
            {
                _sessions[session.Id] = entry with { Base = included?.Current };
                return;
            }

            Keep(new LocalSession(session, null, IsUnsaved: false));
        }
    }

    /// <summary>Remembers that a session was ended while the shared state was away.</summary>
    public void Remove(string id)
    {
        lock (_lock)
        {
            if (_sessions.TryGetValue(id, out var entry))
            {
                _sessions[id] = entry with { IsUnsaved = true, IsRemoved = true };
            }
        }
    }

    /// <summary>Another replica may have ended it; that it was ended here is still to be written.</summary>
    public void Ended(string id)
    {
        lock (_lock)
        {
            if (_sessions.TryGetValue(id, out var entry) && !entry.IsRemoved)
            {
                _sessions.Remove(id);
            }
        }
    }

    public bool Forget(string id)
    {
        lock (_lock)
        {
            return _sessions.Remove(id, out var entry) && !entry.IsRemoved;
        }
    }

    private void Keep(LocalSession entry)
    {
        _sessions[entry.Current.Id] = entry;
        if (_sessions.Count > Capacity)
        {
            foreach (var old in _sessions.Values.OrderBy(kept => kept.Current.LastActivityDate).Take(Capacity / 10).ToList())
            {
                _sessions.Remove(old.Current.Id);
            }
        }
    }
}

/// <param name="Current">As this replica knows it.</param>
/// <param name="Base">As it was before the shared state went away; null = this replica did not know it.</param>
/// <param name="IsUnsaved">Differs from the shared state.</param>
/// <param name="IsRemoved">Was ended here.</param>
internal sealed record LocalSession(Session Current, Session? Base, bool IsUnsaved, bool IsRemoved = false)
{
    /// <summary>The shared session with what this replica made of it while it could not be reached.</summary>
    public Session? Over(Session? shared) => this switch
    {
        { IsRemoved: true } => shared?.LastActivityDate > Current.LastActivityDate ? shared : null,
        // The shared state may have been lost: what this replica knows goes back.
        _ when shared is null => Current,
        { IsUnsaved: true } => SessionMerge.Merge(Base, Current, shared),
        _ => shared,
    };
}
