namespace MediaBrowser.Controller.Sessions;

/// <summary>What is known of a device before it says anything in a session.</summary>
public interface IDeviceMemory
{
    Task<KnownDevice> FindAsync(string deviceId, CancellationToken cancellationToken);

    /// <summary>Keeps the capabilities; a name that an administrator gave stays.</summary>
    Task SaveCapabilitiesAsync(string deviceId, ClientCapabilities capabilities, CancellationToken cancellationToken);
}

/// <param name="CustomName">Given by an administrator; null = the client's own.</param>
/// <param name="Capabilities">Null when it never reported any.</param>
public sealed record KnownDevice(string? CustomName, ClientCapabilities? Capabilities);
