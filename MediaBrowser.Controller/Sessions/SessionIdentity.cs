using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Sessions;

/// <summary>What a request says about the session it belongs to.</summary>
public sealed record SessionIdentity(User User, string DeviceId, string DeviceName, string Client, string ApplicationVersion, string? RemoteEndPoint)
{
    public string SessionId { get; } = Session.IdOf(User.Id, DeviceId, Client);
}
