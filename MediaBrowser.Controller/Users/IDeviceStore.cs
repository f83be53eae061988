using MediaBrowser.Controller.Sessions;

namespace MediaBrowser.Controller.Users;

/// <summary>Devices that somebody is logged in on, and what administrators call them.</summary>
public interface IDeviceStore
{
    /// <summary>One per device id, as of its latest use; the latest used first. Of one user when <paramref name="userId"/> is given.</summary>
    Task<IReadOnlyList<Device>> ListAsync(Guid? userId, CancellationToken cancellationToken);

    /// <summary>Returns null when nobody is logged in on it.</summary>
    Task<Device?> FindAsync(string deviceId, CancellationToken cancellationToken);

    /// <summary>Null = the client's own name.</summary>
    Task SetCustomNameAsync(string deviceId, string? customName, CancellationToken cancellationToken);
}

/// <param name="Name">As the client calls it.</param>
/// <param name="CustomName">As an administrator calls it; null = no other name.</param>
public sealed record Device(
    string Id,
    string Name,
    string? CustomName,
    string AppName,
    string AppVersion,
    Guid LastUserId,
    string LastUserName,
    DateTimeOffset DateLastActivity,
    ClientCapabilities Capabilities);
