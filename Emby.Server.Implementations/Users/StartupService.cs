using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Users;

namespace Emby.Server.Implementations.Users;

/// <summary>The wizard of a new server.</summary>
public sealed class StartupService(IUserStore users, IConfigurationStore configuration, TimeProvider time)
{
    private const string DefaultName = "MyJellyfinUser";

    /// <summary>Creates the first administrator where there is no user yet.</summary>
    public async Task<User> GetFirstUserAsync(CancellationToken cancellationToken)
    {
        if (await FindFirstUserAsync(cancellationToken) is { } existing)
        {
            return existing;
        }

        var name = AccessRules.IsValidName(Environment.UserName) ? Environment.UserName : DefaultName;
        await users.AddFirstAsync(NewUser.CreateAdministrator(name, time.GetUtcNow()), cancellationToken);
        return (await FindFirstUserAsync(cancellationToken))!;
    }

    public async Task<FirstUserResult> SetFirstUserAsync(string name, string password, CancellationToken cancellationToken)
    {
        var user = await FindFirstUserAsync(cancellationToken);
        if (user is null)
        {
            return FirstUserResult.NoUser;
        }

        if (user.PasswordHash is not null)
        {
            return FirstUserResult.HasPassword;
        }

        if (password.Length == 0 || !AccessRules.IsValidName(name))
        {
            return FirstUserResult.Invalid;
        }

        if (await users.RenameAsync(user.Id, name, cancellationToken) == UserWrite.NameTaken)
        {
            return FirstUserResult.Invalid;
        }

        var hash = PasswordHash.Create(password);
        await users.UpdateAsync(user.Id, stored => stored.PasswordHash ??= hash, cancellationToken);
        return FirstUserResult.Done;
    }

    public Task CompleteAsync(CancellationToken cancellationToken)
        => configuration.UpdateAsync<ServerConfiguration>(
            ConfigurationKeys.System,
            settings => settings with { IsStartupWizardCompleted = true },
            cancellationToken);

    private async Task<User?> FindFirstUserAsync(CancellationToken cancellationToken)
        => (await users.ListAsync(cancellationToken)).OrderBy(user => user.DateCreated).FirstOrDefault();
}

public enum FirstUserResult
{
    Done,
    NoUser,

    /// <summary>The wizard must not be a way around a password.</summary>
    HasPassword,

    /// <summary>No password, or no valid name.</summary>
    Invalid,
}
