namespace MediaBrowser.Controller.Users;

/// <summary>A log-in of a user on a device. One per user and device id: a new log-in replaces the token.</summary>
public sealed class AccessToken
{
    public required Guid Id { get; set; }

    public required Guid UserId { get; set; }

    /// <summary>SHA-256 of the token; the token itself is nowhere on the server.</summary>
    public required byte[] TokenHash { get; set; }

    /// <summary>Arbitrary text chosen by the client.</summary>
    public required string DeviceId { get; set; }

    public required string DeviceName { get; set; }

    public required string AppName { get; set; }

    public required string AppVersion { get; set; }

    public DateTimeOffset DateCreated { get; set; }

    public DateTimeOffset DateLastActivity { get; set; }
}

/// <summary>What is remembered of a device across log-ins.</summary>
public sealed class DeviceOptions
{
    public required string DeviceId { get; set; }

    public string? CustomName { get; set; }

    /// <summary>Last reported capabilities as JSON; null = none.</summary>
    public string? Capabilities { get; set; }
}

/// <summary>A key for programs; acts as an administrator without a user.</summary>
public sealed class ApiKey
{
    public required Guid Id { get; set; }

    public required string Name { get; set; }

    public required byte[] TokenHash { get; set; }

    public DateTimeOffset DateCreated { get; set; }

    public DateTimeOffset? DateLastActivity { get; set; }
}

/// <summary>Published after tokens became void; every replica forgets them at once.</summary>
/// <param name="TokenHashes">In hex, lower case.</param>
public sealed record TokensRevoked(IReadOnlyList<string> TokenHashes)
{
    /// <summary>Devices that nobody is logged in with any more; not those that got another token.</summary>
    public IReadOnlyList<LoggedOutDevice> Devices { get; init; } = [];
}

public sealed record LoggedOutDevice(Guid UserId, string DeviceId);

/// <summary>Published after a user was changed or removed.</summary>
public sealed record UserChanged(Guid UserId);
