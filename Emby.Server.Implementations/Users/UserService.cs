using MediaBrowser.Controller.Users;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Users;

/// <summary>Changes users by the rules that hold among them.</summary>
public sealed partial class UserService(
    IUserStore users,
    ITokenStore tokens,
    LoginThrottle throttle,
    UserActivity activity,
    TimeProvider time,
    ILogger<UserService> logger)
{
    public async Task<(UserChange Change, User? User)> CreateAsync(string? name, string? password, CancellationToken cancellationToken)
    {
        if (!AccessRules.IsValidName(name))
        {
            return (UserChange.InvalidName, null);
        }

        var user = NewUser.Create(name!, password, time.GetUtcNow());
        if (!await users.AddAsync(user, cancellationToken))
        {
            return (UserChange.NameTaken, null);
        }

        LogCreated(user.Id);
        await activity.CreatedAsync(user, cancellationToken);
        return (UserChange.Done, user);
    }

    public async Task<UserChange> RenameAsync(User user, string? name, CancellationToken cancellationToken)
    {
        if (name is null || name == user.Name)
        {
            return UserChange.Done;
        }

        return AccessRules.IsValidName(name)
            ? Translate(await users.RenameAsync(user.Id, name, cancellationToken))
            : UserChange.InvalidName;
    }

    public async Task<UserChange> SetPolicyAsync(Guid userId, UserPolicy policy, Guid? callersToken, CancellationToken cancellationToken)
    {
        if (policy is { IsAdministrator: true, IsDisabled: true })
        {
            return UserChange.LastAdministrator;
        }

        var change = Translate(await users.UpdatePolicyAsync(userId, current => PolicyRules.Apply(current, policy, userId), cancellationToken));
        if (change == UserChange.Done && policy.IsDisabled)
        {
            await tokens.RemoveUserAsync(userId, callersToken, cancellationToken);
        }

        return change;
    }

    public async Task<UserChange> SetConfigurationAsync(Guid userId, UserConfiguration configuration, CancellationToken cancellationToken)
    {
        PolicyRules.Complete(configuration);
        var user = await users.UpdateAsync(userId, stored => stored.Configuration = configuration, cancellationToken);
        return user is null ? UserChange.NotFound : UserChange.Done;
    }

    public async Task<UserChange> RemoveAsync(Guid userId, CancellationToken cancellationToken)
    {
        var user = await users.FindAsync(userId, cancellationToken);
        var change = Translate(await users.RemoveAsync(userId, cancellationToken));
        if (change == UserChange.Done && user is not null)
        {
            LogRemoved(userId);
            await activity.RemovedAsync(user, cancellationToken);
        }

        return change;
    }

    /// <summary>Tries are slowed like log-ins: this must not be a faster way to guess.</summary>
    public async Task<bool> IsPasswordAsync(User user, string password, CancellationToken cancellationToken)
    {
        await throttle.WaitAsync(user.Name, cancellationToken);
        if (!LoginService.IsRightPassword(user, password))
        {
            return false;
        }

        await throttle.ClearAsync(user.Name, cancellationToken);
        return true;
    }

    /// <summary>Ends all other log-ins of the user.</summary>
    /// <param name="user">Whose password.</param>
    /// <param name="password">Empty = none, which administrators must not have.</param>
    /// <param name="callersToken">Goes on.</param>
    public async Task<UserChange> SetPasswordAsync(User user, string password, Guid? callersToken, CancellationToken cancellationToken)
    {
        if (password.Length == 0 && user.Policy.IsAdministrator)
        {
            return UserChange.PasswordRequired;
        }

        var hash = password.Length == 0 ? null : PasswordHash.Create(password);
        if (await users.UpdateAsync(user.Id, stored => stored.PasswordHash = hash, cancellationToken) is null)
        {
            return UserChange.NotFound;
        }

        await tokens.RemoveUserAsync(user.Id, callersToken, cancellationToken);
        LogPasswordChanged(user.Id);
        await activity.PasswordChangedAsync(user, cancellationToken);
        return UserChange.Done;
    }

    private static UserChange Translate(UserWrite write) => write switch
    {
        UserWrite.Done => UserChange.Done,
        UserWrite.NameTaken => UserChange.NameTaken,
        UserWrite.LastAdministrator => UserChange.LastAdministrator,
        _ => UserChange.NotFound,
    };

    [LoggerMessage(LogLevel.Information, "User {UserId} was created")]
    private partial void LogCreated(Guid userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} was removed")]
    private partial void LogRemoved(Guid userId);

    [LoggerMessage(LogLevel.Information, "User {UserId} has another password")]
    private partial void LogPasswordChanged(Guid userId);
}

public enum UserChange
{
    Done,
    NotFound,
    InvalidName,
    NameTaken,

    /// <summary>Somebody must stay who can administer the server.</summary>
    LastAdministrator,
    PasswordRequired,
}
