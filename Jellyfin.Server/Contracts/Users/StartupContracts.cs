namespace Jellyfin.Server.Contracts.Users;

public sealed record StartupConfigurationDto(string? ServerName, string? UICulture, string? MetadataCountryCode, string? PreferredMetadataLanguage);

public sealed record StartupUserDto(string? Name, string? Password);

public sealed record StartupRemoteAccessDto(bool EnableRemoteAccess);
