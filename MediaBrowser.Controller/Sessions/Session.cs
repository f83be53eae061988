using System.Text.Json.Serialization;
using MediaBrowser.Controller.Library;

namespace MediaBrowser.Controller.Sessions;

/// <summary>A user's device that has been heard of lately: who, with which client, and what it plays. Shared by all replicas.</summary>
public sealed record Session
{
    public required string Id { get; init; }

    public required Guid UserId { get; init; }

    public required string UserName { get; init; }

    public string? UserImageTag { get; init; }

    public required string DeviceId { get; init; }

    public required string DeviceName { get; init; }

    public bool HasCustomDeviceName { get; init; }

    public required string Client { get; init; }

    public required string ApplicationVersion { get; init; }

    /// <summary>Address of the client, as far as it is known behind load balancers.</summary>
    public string? RemoteEndPoint { get; init; }

    public required DateTimeOffset LastActivityDate { get; init; }

    /// <summary>Last report of a player; the beginning of time when there was none.</summary>
    public DateTimeOffset LastPlaybackCheckIn { get; init; }

    public DateTimeOffset? LastPausedDate { get; init; }

    public ClientCapabilities Capabilities { get; init; } = new();

    public PlayState PlayState { get; init; } = new();

    /// <summary>Null when nothing plays.</summary>
    public Guid? NowPlayingItemId { get; init; }

    /// <summary>What the player calls its playback; may be empty while something plays directly.</summary>
    public string? PlaySessionId { get; init; }

    /// <summary>What was stopped last and when: a progress report that was under way then must not start it again.</summary>
    public Guid? StoppedItemId { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    public Guid? NowViewingItemId { get; init; }

    public IReadOnlyList<QueueItem> NowPlayingQueue { get; init; } = [];

    public string? PlaylistItemId { get; init; }

    /// <summary>Watch along: what plays counts for them as well.</summary>
    public IReadOnlyList<SessionUser> AdditionalUsers { get; init; } = [];

    /// <summary>An open web socket somewhere in the cluster takes commands for this session. Not stored: found out when sessions are read.</summary>
    [JsonIgnore]
    public bool HasSocket { get; init; }

    /// <summary>A socket is on a replica of an older version, which does not say that it delivered a message. Not stored either.</summary>
    [JsonIgnore]
    public bool IsSocketSilent { get; init; }

    /// <summary>Everybody whose watch state this session writes.</summary>
    [JsonIgnore]
    public IEnumerable<Guid> UserIds => AdditionalUsers.Select(user => user.UserId).Prepend(UserId);

    /// <summary>The same user with the same client on the same device always has the same session, on every replica.</summary>
    public static string IdOf(Guid userId, string deviceId, string client) => ContentTag.Of($"{userId:N}\0{client}\0{deviceId}");
}

public sealed record SessionUser(Guid UserId, string UserName);

public sealed record QueueItem(Guid Id, string? PlaylistItemId);

/// <summary>What a client said it can do.</summary>
public sealed record ClientCapabilities
{
    public IReadOnlyList<MediaType> PlayableMediaTypes { get; init; } = [];

    public IReadOnlyList<GeneralCommandType> SupportedCommands { get; init; } = [];

    public bool SupportsMediaControl { get; init; }

    public bool SupportsPersistentIdentifier { get; init; } = true;

    public string? AppStoreUrl { get; init; }

    public string? IconUrl { get; init; }
}

/// <summary>What a player last reported.</summary>
public sealed record PlayState
{
    /// <summary>Ticks of 100 ns.</summary>
    public long? PositionTicks { get; init; }

    public bool CanSeek { get; init; }

    public bool IsPaused { get; init; }

    public bool IsMuted { get; init; }

    /// <summary>0 to 100.</summary>
    public int? VolumeLevel { get; init; }

    public int? AudioStreamIndex { get; init; }

    public int? SubtitleStreamIndex { get; init; }

    public string? MediaSourceId { get; init; }

    public PlayMethod? PlayMethod { get; init; }

    public RepeatMode RepeatMode { get; init; }

    public PlaybackOrder PlaybackOrder { get; init; }

    public string? LiveStreamId { get; init; }
}
