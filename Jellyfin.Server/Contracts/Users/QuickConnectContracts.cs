using Emby.Server.Implementations.Users;

namespace Jellyfin.Server.Contracts.Users;

public sealed record QuickConnectDto(string? Secret);

/// <summary>Kotlin clients need all of it.</summary>
public sealed record QuickConnectResult(
    bool Authenticated,
    string Secret,
    string Code,
    string DeviceId,
    string DeviceName,
    string AppName,
    string AppVersion,
    DateTimeOffset DateAdded)
{
    public static QuickConnectResult From(QuickConnectRequest request) => new(
        request.UserId is not null,
        request.Secret,
        request.Code,
        request.DeviceId,
        request.DeviceName,
        request.AppName,
        request.AppVersion,
        request.DateAdded);
}
