using MediaBrowser.Controller.Playback.Profiles;

namespace Jellyfin.Server.Contracts.Playback;

/// <summary>What a client says about itself when it asks how to play something. What is not in the body may be in the query.</summary>
public sealed record PlaybackInfoDto
{
    public Guid? UserId { get; init; }

    public int? MaxStreamingBitrate { get; init; }

    public long? StartTimeTicks { get; init; }

    public int? AudioStreamIndex { get; init; }

    public int? SubtitleStreamIndex { get; init; }

    public int? MaxAudioChannels { get; init; }

    public string? MediaSourceId { get; init; }

    public DeviceProfile? DeviceProfile { get; init; }

    public bool? EnableDirectPlay { get; init; }

    public bool? EnableDirectStream { get; init; }

    public bool? EnableTranscoding { get; init; }

    public bool? AllowVideoStreamCopy { get; init; }

    public bool? AllowAudioStreamCopy { get; init; }

    public bool? AlwaysBurnInSubtitleWhenTranscoding { get; init; }

    public PlaybackInfoDto OrElse(PlaybackInfoQuery query) => this with
    {
        UserId = UserId ?? query.UserId,
        MaxStreamingBitrate = MaxStreamingBitrate ?? query.MaxStreamingBitrate,
        StartTimeTicks = StartTimeTicks ?? query.StartTimeTicks,
        AudioStreamIndex = AudioStreamIndex ?? query.AudioStreamIndex,
        SubtitleStreamIndex = SubtitleStreamIndex ?? query.SubtitleStreamIndex,
        MaxAudioChannels = MaxAudioChannels ?? query.MaxAudioChannels,
        MediaSourceId = string.IsNullOrEmpty(MediaSourceId) ? query.MediaSourceId : MediaSourceId,
        EnableDirectPlay = EnableDirectPlay ?? query.EnableDirectPlay,
        EnableTranscoding = EnableTranscoding ?? query.EnableTranscoding,
        AllowVideoStreamCopy = AllowVideoStreamCopy ?? query.AllowVideoStreamCopy,
        AllowAudioStreamCopy = AllowAudioStreamCopy ?? query.AllowAudioStreamCopy,
    };
}

/// <summary>The same in the query string, as older clients send it.</summary>
public sealed record PlaybackInfoQuery
{
    public Guid? UserId { get; init; }

    public int? MaxStreamingBitrate { get; init; }

    public long? StartTimeTicks { get; init; }

    public int? AudioStreamIndex { get; init; }

    public int? SubtitleStreamIndex { get; init; }

    public int? MaxAudioChannels { get; init; }

    public string? MediaSourceId { get; init; }

    public bool? EnableDirectPlay { get; init; }

    public bool? EnableTranscoding { get; init; }

    public bool? AllowVideoStreamCopy { get; init; }

    public bool? AllowAudioStreamCopy { get; init; }
}

public enum PlaybackErrorCode
{
    NotAllowed,
    NoCompatibleStream,
    RateLimitExceeded,
}

public sealed record PlaybackInfoResponse
{
    public required IReadOnlyList<MediaSourceInfo> MediaSources { get; init; }

    public string? PlaySessionId { get; init; }

    public PlaybackErrorCode? ErrorCode { get; init; }
}
