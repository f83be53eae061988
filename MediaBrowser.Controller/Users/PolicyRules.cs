namespace MediaBrowser.Controller.Users;

/// <summary>What becomes of a policy that an administrator sent.</summary>
public static class PolicyRules
{
    /// <summary>Fills what was sent as null; a user that is let in again starts with no failed log-ins.</summary>
    public static UserPolicy Apply(UserPolicy current, UserPolicy sent, Guid userId)
    {
        var wasUnlocked = current.IsDisabled && !sent.IsDisabled;
        sent.InvalidLoginAttemptCount = wasUnlocked ? 0 : current.InvalidLoginAttemptCount;
        sent.AuthenticationProviderId = UserPolicy.DefaultAuthenticationProvider;
        sent.PasswordResetProviderId = UserPolicy.DefaultPasswordResetProvider;
        sent.AccessSchedules = [.. (sent.AccessSchedules ?? []).Select((schedule, index) => schedule with { UserId = userId, Id = index + 1 })];
        sent.BlockedTags ??= [];
        sent.AllowedTags ??= [];
        sent.BlockUnratedItems ??= [];
        sent.EnableContentDeletionFromFolders ??= [];
        sent.EnabledDevices ??= [];
        sent.EnabledChannels ??= [];
        sent.EnabledFolders ??= [];
        sent.BlockedMediaFolders ??= [];
        sent.BlockedChannels ??= [];
        return sent;
    }

    /// <summary>Fills what was sent as null.</summary>
    public static UserConfiguration Complete(UserConfiguration sent)
    {
        sent.GroupedFolders ??= [];
        sent.OrderedViews ??= [];
        sent.LatestItemsExcludes ??= [];
        sent.MyMediaExcludes ??= [];
        return sent;
    }
}
