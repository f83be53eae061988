using MediaBrowser.Controller.Sessions;

namespace Jellyfin.Server.Contracts.Sessions;

/// <summary>The body of the start, progress and stop reports. Clients send more than this; the rest is ignored.</summary>
public sealed record PlaybackReportDto
{
    public Guid ItemId { get; init; }

    public string? MediaSourceId { get; init; }

    public string? PlaySessionId { get; init; }

    /// <summary>Any text: jellyfin-web sends playlistItem0.</summary>
    public string? PlaylistItemId { get; init; }

    public long? PositionTicks { get; init; }

    public int? AudioStreamIndex { get; init; }

    public int? SubtitleStreamIndex { get; init; }

    public int? VolumeLevel { get; init; }

    public bool IsMuted { get; init; }

    public bool IsPaused { get; init; }

    public bool CanSeek { get; init; }

    public PlayMethod? PlayMethod { get; init; }

    public RepeatMode RepeatMode { get; init; }

    public PlaybackOrder PlaybackOrder { get; init; }

    public string? LiveStreamId { get; init; }

    public bool Failed { get; init; }

    public IReadOnlyList<QueueItem>? NowPlayingQueue { get; init; }

    public PlaybackReport ToReport() => new(ItemId)
    {
        PlaySessionId = PlaySessionId,
        PlaylistItemId = PlaylistItemId,
        NowPlayingQueue = NowPlayingQueue,
        HasFailed = Failed,
        State = new PlayState
        {
            PositionTicks = PositionTicks,
            CanSeek = CanSeek,
            IsPaused = IsPaused,
            IsMuted = IsMuted,
            VolumeLevel = VolumeLevel,
            AudioStreamIndex = AudioStreamIndex,
            SubtitleStreamIndex = SubtitleStreamIndex,
            MediaSourceId = MediaSourceId,
            PlayMethod = PlayMethod,
            RepeatMode = RepeatMode,
            PlaybackOrder = PlaybackOrder,
            LiveStreamId = LiveStreamId,
        },
    };
}
