using MediaBrowser.Controller.Users;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Users;

/// <summary>Decides who may log in and gives out tokens.</summary>
public sealed partial class LoginService(
    IUserStore users,
    ITokenStore tokens,
    LoginThrottle throttle,
    UserActivity activity,
    TimeProvider time,
    ILogger<LoginService> logger)
{
    /// <summary>How long after its last use a device counts against <see cref="UserPolicy.MaxActiveSessions"/>.</summary>
    private static readonly TimeSpan ActiveFor = TimeSpan.FromMinutes(15);

    // Verified for names that do not exist, so that they take as long as those that do.
    private static readonly string Decoy = PasswordHash.Create("");

    public async Task<LoginResult> LogInAsync(string name, string password, LoginDevice device, CancellationToken cancellationToken)
    {
        await throttle.WaitAsync(name, cancellationToken);
        var user = await users.FindByNameAsync(name, cancellationToken);
        if (user is not null && !IsAllowed(user, device))
        {
            LogDenied(user.Id);
            return LoginResult.Denied;
        }

        if (!IsRightPassword(user, password))
        {
            await CountFailureAsync(user, device, cancellationToken);
            return LoginResult.WrongCredentials;
        }

        await throttle.ClearAsync(name, cancellationToken);
        return await StartAsync(user!, device, user => Renew(user, password), cancellationToken);
    }

    /// <summary>For who has proved otherwise who he is.</summary>
    public async Task<LoginResult> LogInAsync(Guid userId, LoginDevice device, CancellationToken cancellationToken)
        => await users.FindAsync(userId, cancellationToken) is { } user && IsAllowed(user, device)
            ? await StartAsync(user, device, _ => { }, cancellationToken)
            : LoginResult.Denied;

    /// <summary>A user without a password logs in with an empty one.</summary>
    internal static bool IsRightPassword(User? user, string password) => user switch
    {
        null => PasswordHash.Verify(Decoy, password) && false,
        { PasswordHash: null } => password.Length == 0,
        _ => PasswordHash.Verify(user.PasswordHash, password),
    };

    private bool IsAllowed(User user, LoginDevice device)
        => !user.Policy.IsDisabled
            && AccessRules.AllowsNetwork(user.Policy, device.IsLocalNetwork)
            && AccessRules.AllowsTime(user.Policy, time.GetLocalNow())
            && AccessRules.AllowsDevice(user.Policy, device.Id);

    private async Task<LoginResult> StartAsync(User user, LoginDevice device, Action<User> change, CancellationToken cancellationToken)
    {
        if (await HasTooManySessionsAsync(user, device, cancellationToken))
        {
            LogDenied(user.Id);
            return LoginResult.Denied;
        }

        var now = time.GetUtcNow();
        var updated = await users.UpdateAsync(
            user.Id,
            stored =>
            {
                stored.LastLoginDate = stored.LastActivityDate = now;
                stored.Policy.InvalidLoginAttemptCount = 0;
                change(stored);
            },
            cancellationToken);
        if (updated is null or { Policy.IsDisabled: true })
        {
            return LoginResult.Denied;
        }

        var text = TokenText.Create();
        await tokens.ReplaceAsync(
            new AccessToken
            {
                Id = Guid.CreateVersion7(now),
                UserId = user.Id,
                TokenHash = TokenText.Hash(text),
                DeviceId = device.Id,
                DeviceName = device.Name,
                AppName = device.Client,
                AppVersion = device.ClientVersion,
                DateCreated = now,
                DateLastActivity = now,
            },
            cancellationToken);
        LogStarted(user.Id, device.Client);
        await activity.LoggedInAsync(updated, device.Address, cancellationToken);
        return new LoginResult(LoginStatus.Success, updated, text);
    }

    private static UserPolicy Disabled(UserPolicy policy)
    {
        policy.IsDisabled = true;
        return policy;
    }

    private static void Renew(User user, string password)
    {
        if (user.PasswordHash is { } hash && PasswordHash.IsOutdated(hash) && PasswordHash.Verify(hash, password))
        {
            user.PasswordHash = PasswordHash.Create(password);
        }
    }

    private async Task<bool> HasTooManySessionsAsync(User user, LoginDevice device, CancellationToken cancellationToken)
    {
        if (user.Policy.MaxActiveSessions < 1)
        {
            return false;
        }

        var since = time.GetUtcNow() - ActiveFor;
        var logins = await tokens.ListAsync(user.Id, cancellationToken);
        return logins.Count(login => login.DeviceId != device.Id && login.DateLastActivity >= since) >= user.Policy.MaxActiveSessions;
    }

    private async Task CountFailureAsync(User? user, LoginDevice device, CancellationToken cancellationToken)
    {
        if (user is null)
        {
            LogFailed(Guid.Empty);
            return;
        }

        LogFailed(user.Id);
        await activity.FailedAsync(user, device.Address, cancellationToken);
        var counted = await users.UpdateAsync(user.Id, stored => stored.Policy.InvalidLoginAttemptCount++, cancellationToken);
        if (counted is not null && counted.Policy.InvalidLoginAttemptCount >= AccessRules.AttemptsBeforeLockout(counted.Policy))
        {
            // Refuses to lock the last administrator out of the server for ever.
            if (await users.UpdatePolicyAsync(user.Id, Disabled, cancellationToken) == UserWrite.Done)
            {
                await tokens.RemoveUserAsync(user.Id, except: null, cancellationToken);
                LogLocked(user.Id);
                await activity.LockedAsync(user, cancellationToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "User {UserId} logged in with {Client}")]
    private partial void LogStarted(Guid userId, string client);

    [LoggerMessage(LogLevel.Warning, "Wrong password for user {UserId}")]
    private partial void LogFailed(Guid userId);

    [LoggerMessage(LogLevel.Warning, "User {UserId} may not log in now")]
    private partial void LogDenied(Guid userId);

    [LoggerMessage(LogLevel.Warning, "User {UserId} is locked after too many wrong passwords")]
    private partial void LogLocked(Guid userId);
}

/// <summary>What logs in.</summary>
public sealed record LoginDevice(string Id, string Name, string Client, string ClientVersion)
{
    /// <summary>Where it is, as far as that is known behind load balancers.</summary>
    public string? Address { get; init; }

    /// <summary>Whether the request came from the server's own network.</summary>
    public bool IsLocalNetwork { get; init; }

    /// <summary>A token belongs to a device, so a client must say what it is.</summary>
    public bool IsComplete => Id.Length > 0 && Name.Length > 0 && Client.Length > 0 && ClientVersion.Length > 0;
}

public enum LoginStatus
{
    Success,
    WrongCredentials,

    /// <summary>Disabled, locked, or not from here, now or with this device.</summary>
    Denied,
}

/// <param name="User">Only on success.</param>
/// <param name="Token">Only on success; this is the only time that the server has it.</param>
public sealed record LoginResult(LoginStatus Status, User? User, string? Token)
{
    internal static readonly LoginResult WrongCredentials = new(LoginStatus.WrongCredentials, null, null);

    internal static readonly LoginResult Denied = new(LoginStatus.Denied, null, null);
}
