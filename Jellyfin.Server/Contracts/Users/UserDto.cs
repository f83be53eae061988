using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.Contracts.Users;

/// <summary>A user as clients see it. Kotlin clients fail without the three password fields.</summary>
public sealed record UserDto
{
    public string? Name { get; init; }

    public string? ServerId { get; init; }

    public Guid Id { get; init; }

    public string? PrimaryImageTag { get; init; }

    public bool HasPassword { get; init; }

    public bool HasConfiguredPassword { get; init; }

    public bool HasConfiguredEasyPassword { get; init; }

    public bool EnableAutoLogin { get; init; }

    public DateTimeOffset? LastLoginDate { get; init; }

    public DateTimeOffset? LastActivityDate { get; init; }

    public UserConfiguration? Configuration { get; init; }

    public UserPolicy? Policy { get; init; }

    public static UserDto From(User user, string serverId) => new()
    {
        Name = user.Name,
        ServerId = serverId,
        Id = user.Id,
        PrimaryImageTag = user.Image?.Tag,
        HasPassword = user.PasswordHash is not null,
        HasConfiguredPassword = user.PasswordHash is not null,
        LastLoginDate = user.LastLoginDate,
        LastActivityDate = user.LastActivityDate,
        Configuration = user.Configuration,
        Policy = user.Policy,
    };
}
