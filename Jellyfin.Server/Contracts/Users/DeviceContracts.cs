using MediaBrowser.Controller.Sessions;
using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.Contracts.Users;

public sealed record DeviceInfoDto
{
    public required string Name { get; init; }

    public string? CustomName { get; init; }

    public required string Id { get; init; }

    public required string LastUserName { get; init; }

    public required string AppName { get; init; }

    public required string AppVersion { get; init; }

    public required Guid LastUserId { get; init; }

    public required DateTimeOffset DateLastActivity { get; init; }

    public required ClientCapabilities Capabilities { get; init; }

    public string? IconUrl { get; init; }

    public static DeviceInfoDto From(Device device) => new()
    {
        Name = device.Name,
        CustomName = device.CustomName,
        Id = device.Id,
        LastUserName = device.LastUserName,
        AppName = device.AppName,
        AppVersion = device.AppVersion,
        LastUserId = device.LastUserId,
        DateLastActivity = device.DateLastActivity,
        Capabilities = device.Capabilities,
        IconUrl = device.Capabilities.IconUrl,
    };
}

public sealed record DeviceOptionsDto(int Id, string? DeviceId, string? CustomName);

/// <summary>An API key, in the shape of a log-in.</summary>
public sealed record AuthenticationInfo
{
    public int Id { get; init; }

    public string? AccessToken { get; init; }

    public string DeviceId { get; init; } = "";

    public required string AppName { get; init; }

    public string AppVersion { get; init; } = "";

    public string DeviceName { get; init; } = "";

    public Guid UserId { get; init; }

    public bool IsActive { get; init; }

    public required DateTimeOffset DateCreated { get; init; }

    public DateTimeOffset DateLastActivity { get; init; }
}
