using MediaBrowser.Controller.Sessions;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Sessions;

/// <summary>Which sessions somebody asks for and may see.</summary>
/// <param name="Viewer">Null = a program with an API key, which sees all.</param>
public sealed record SessionFilter(User? Viewer)
{
    public string? DeviceId { get; init; }

    /// <summary>Null = however long ago.</summary>
    public TimeSpan? ActiveWithin { get; init; }

    /// <summary>Only sessions with a web socket that this user may control.</summary>
    public User? ControllableBy { get; init; }

    /// <summary>Own sessions, and everybody's for those who may control others.</summary>
    public static bool MayControl(User? user, Session session)
        => user is null || user.Policy.IsAdministrator || user.Policy.EnableRemoteControlOfOtherUsers || session.UserIds.Contains(user.Id);

    internal bool Includes(Session session, DateTimeOffset now)
        => (string.IsNullOrEmpty(DeviceId) || session.DeviceId == DeviceId)
            && (ActiveWithin is not { } period || now - session.LastActivityDate <= period)
            && (ControllableBy is null ? MaySee(session) : session.HasSocket && MayControl(ControllableBy, session) && MayUse(session));

    private bool MaySee(Session session) => Viewer is null || Viewer.Policy.IsAdministrator || session.UserIds.Contains(Viewer.Id);

    private bool MayUse(Session session)
        => ControllableBy!.Policy.EnableAllDevices
            || ControllableBy.Policy.IsAdministrator
            || ControllableBy.Policy.EnabledDevices.Contains(session.DeviceId, StringComparer.OrdinalIgnoreCase);
}
