using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Users;

/// <summary>Users as they begin.</summary>
internal static class NewUser
{
    public static User Create(string name, string? password, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = name,
        NormalizedName = name.ToUpperInvariant(),
        PasswordHash = string.IsNullOrEmpty(password) ? null : PasswordHash.Create(password),
        DateCreated = now,
    };

    /// <summary>The first user may do everything.</summary>
    public static User CreateAdministrator(string name, DateTimeOffset now)
    {
        var user = Create(name, null, now);
        user.Policy.IsAdministrator = true;
        user.Policy.EnableContentDeletion = true;
        user.Policy.EnableRemoteControlOfOtherUsers = true;
        return user;
    }
}
