using System.Collections.Concurrent;
using MediaBrowser.Controller.Sessions;

namespace Emby.Server.Implementations.Sessions;

/// <summary>Who is connected: sessions come into being by requests of a device and live as long as it is heard of.</summary>
public sealed class SessionManager(ISessionStore store, IDeviceMemory devices, TimeProvider time)
{
    private const int RememberedWrites = 5000;

    /// <summary>Requests in between do not write: the last activity is only this exact.</summary>
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(10);

    /// <summary>When this replica last wrote a session; only spares writes.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> _written = new(StringComparer.Ordinal);

    /// <summary>Notes that the device is there. Cheap: writes at most every ten seconds.</summary>
    public async Task TouchAsync(SessionIdentity identity, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_written.TryGetValue(identity.SessionId, out var last) && now - last < WriteInterval)
        {
            return;
        }

        Remember(identity.SessionId, now);
        await UpdateAsync(identity, session => session, cancellationToken);
    }

    /// <summary>Creates the session if there is none, and changes it. Returns it as stored.</summary>
    public async Task<Session> UpdateAsync(SessionIdentity identity, Func<Session, Session> change, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await ChangeAsync(identity.SessionId, session => change(Refresh(session, identity, now)), cancellationToken)
            ?? await CreateAsync(identity, change, cancellationToken);
    }

    /// <summary>As it is now; only writes when there is none yet. Whether it has a socket is not looked up.</summary>
    public async Task<Session> GetAsync(SessionIdentity identity, CancellationToken cancellationToken)
        => await ChangeAsync(identity.SessionId, session => session, cancellationToken)
            ?? await CreateAsync(identity, session => session, cancellationToken);

    public Task<Session?> FindAsync(string id, CancellationToken cancellationToken) => store.FindAsync(id, cancellationToken);

    public async Task<IReadOnlyList<Session>> ListAsync(SessionFilter filter, CancellationToken cancellationToken)
    {
        var sessions = await store.ListAsync(cancellationToken);
        var now = time.GetUtcNow();
        return [.. sessions.Where(session => filter.Includes(session, now))];
    }

    /// <summary>Ends the session of a device that logged out.</summary>
    public Task EndAsync(string id, CancellationToken cancellationToken)
    {
        _written.TryRemove(id, out _);
        return store.RemoveAsync(id, cancellationToken);
    }

    /// <summary>Capabilities outlive the session: a device that comes back has them at once.</summary>
    public async Task SetCapabilitiesAsync(SessionIdentity identity, ClientCapabilities capabilities, CancellationToken cancellationToken)
    {
        await devices.SaveCapabilitiesAsync(identity.DeviceId, capabilities, cancellationToken);
        await UpdateAsync(identity, session => session with { Capabilities = capabilities }, cancellationToken);
    }

    /// <summary>Shows the name that an administrator gave a device; null = what its clients say from their next log-in on.</summary>
    public async Task RenameDeviceAsync(string deviceId, string? name, CancellationToken cancellationToken)
    {
        foreach (var session in await ListAsync(new SessionFilter(null) { DeviceId = deviceId }, cancellationToken))
        {
            await ChangeAsync(
                session.Id,
                current => current with { DeviceName = name ?? current.DeviceName, HasCustomDeviceName = name is not null },
                cancellationToken);
        }
    }

    /// <summary>Returns null when there is no such session.</summary>
    public Task<Session?> ChangeAsync(string id, Func<Session, Session> change, CancellationToken cancellationToken)
        => store.UpdateAsync(id, session => session is null ? null : change(session), cancellationToken);

    private async Task<Session> CreateAsync(SessionIdentity identity, Func<Session, Session> change, CancellationToken cancellationToken)
    {
        var known = await devices.FindAsync(identity.DeviceId, cancellationToken);
        var now = time.GetUtcNow();
        var stored = await store.UpdateAsync(
            identity.SessionId,
            session => change(Refresh(session ?? Create(identity, known), identity, now)),
            cancellationToken);
        return stored!;
    }

    private static Session Create(SessionIdentity identity, KnownDevice known) => new()
    {
        Id = identity.SessionId,
        UserId = identity.User.Id,
        UserName = identity.User.Name,
        DeviceId = identity.DeviceId,
        DeviceName = known.CustomName ?? identity.DeviceName,
        HasCustomDeviceName = known.CustomName is not null,
        Client = identity.Client,
        ApplicationVersion = identity.ApplicationVersion,
        LastActivityDate = default,
        Capabilities = known.Capabilities ?? new ClientCapabilities(),
    };

    private static Session Refresh(Session session, SessionIdentity identity, DateTimeOffset now) => session with
    {
        UserName = identity.User.Name,
        UserImageTag = identity.User.Image?.Tag,
        DeviceName = session.HasCustomDeviceName || identity.DeviceName.Length == 0 ? session.DeviceName : identity.DeviceName,
        ApplicationVersion = identity.ApplicationVersion.Length == 0 ? session.ApplicationVersion : identity.ApplicationVersion,
        RemoteEndPoint = identity.RemoteEndPoint ?? session.RemoteEndPoint,
        LastActivityDate = now > session.LastActivityDate ? now : session.LastActivityDate,
    };

    private void Remember(string id, DateTimeOffset now)
    {
        if (_written.Count > RememberedWrites)
        {
            _written.Clear();
        }

        _written[id] = now;
    }
}
