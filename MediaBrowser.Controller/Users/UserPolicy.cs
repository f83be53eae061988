namespace MediaBrowser.Controller.Users;

public enum SyncPlayUserAccessType
{
    CreateAndJoinGroups,
    JoinGroups,
    None,
}

public enum UnratedItem
{
    Movie,
    Trailer,
    Series,
    Music,
    Book,
    LiveTvChannel,
    LiveTvProgram,
    ChannelContent,
    Other,
}

public enum DynamicDayOfWeek
{
    Sunday,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Everyday,
    Weekday,
    Weekend,
}

/// <summary>What a user may do, with the names and defaults of the API. Stored as JSON and sent as it is: kotlin clients need every field.</summary>
public sealed class UserPolicy
{
    public const string DefaultAuthenticationProvider = "Jellyfin.Server.Implementations.Users.DefaultAuthenticationProvider";
    public const string DefaultPasswordResetProvider = "Jellyfin.Server.Implementations.Users.DefaultPasswordResetProvider";

    public bool IsAdministrator { get; set; }

    public bool IsHidden { get; set; } = true;

    public bool EnableCollectionManagement { get; set; }

    public bool EnableSubtitleManagement { get; set; }

    public bool EnableLyricManagement { get; set; }

    public bool IsDisabled { get; set; }

    /// <summary>Highest age rating the user may see; null = any.</summary>
    public int? MaxParentalRating { get; set; }

    public int? MaxParentalSubRating { get; set; }

    public string[] BlockedTags { get; set; } = [];

    public string[] AllowedTags { get; set; } = [];

    public bool EnableUserPreferenceAccess { get; set; } = true;

    public AccessSchedule[] AccessSchedules { get; set; } = [];

    public UnratedItem[] BlockUnratedItems { get; set; } = [];

    public bool EnableRemoteControlOfOtherUsers { get; set; }

    public bool EnableSharedDeviceControl { get; set; } = true;

    public bool EnableRemoteAccess { get; set; } = true;

    public bool EnableLiveTvManagement { get; set; }

    public bool EnableLiveTvAccess { get; set; } = true;

    public bool EnableMediaPlayback { get; set; } = true;

    public bool EnableAudioPlaybackTranscoding { get; set; } = true;

    public bool EnableVideoPlaybackTranscoding { get; set; } = true;

    public bool EnablePlaybackRemuxing { get; set; } = true;

    public bool ForceRemoteSourceTranscoding { get; set; }

    public bool EnableContentDeletion { get; set; }

    public string[] EnableContentDeletionFromFolders { get; set; } = [];

    public bool EnableContentDownloading { get; set; } = true;

    public bool EnableSyncTranscoding { get; set; } = true;

    public bool EnableMediaConversion { get; set; } = true;

    public string[] EnabledDevices { get; set; } = [];

    public bool EnableAllDevices { get; set; } = true;

    public Guid[] EnabledChannels { get; set; } = [];

    public bool EnableAllChannels { get; set; } = true;

    public Guid[] EnabledFolders { get; set; } = [];

    public bool EnableAllFolders { get; set; } = true;

    public int InvalidLoginAttemptCount { get; set; }

    /// <summary>-1 = never locked, 0 = default (3, administrators 5).</summary>
    public int LoginAttemptsBeforeLockout { get; set; } = -1;

    public int MaxActiveSessions { get; set; }

    public bool EnablePublicSharing { get; set; } = true;

    public Guid[] BlockedMediaFolders { get; set; } = [];

    public Guid[] BlockedChannels { get; set; } = [];

    /// <summary>Bits per second; 0 = no limit.</summary>
    public int RemoteClientBitrateLimit { get; set; }

    public string AuthenticationProviderId { get; set; } = DefaultAuthenticationProvider;

    public string PasswordResetProviderId { get; set; } = DefaultPasswordResetProvider;

    public SyncPlayUserAccessType SyncPlayAccess { get; set; }
}

/// <summary>Hours of a day in which a user may sign in.</summary>
public sealed record AccessSchedule(DynamicDayOfWeek DayOfWeek, double StartHour, double EndHour, Guid UserId = default, int Id = 0);
