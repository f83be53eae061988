using MediaBrowser.Controller.Playback.Profiles;
using MediaBrowser.Controller.Users;

namespace MediaBrowser.Controller.Playback.Decisions;

/// <summary>What a player asks for one source, and what its user may do.</summary>
public sealed record PlaybackRequest
{
    public required DeviceProfile Profile { get; init; }

    /// <summary>Bits per second; null = what the profile says.</summary>
    public int? MaxStreamingBitrate { get; init; }

    public int? AudioStreamIndex { get; init; }

    /// <summary>-1 = none; null = the source's default.</summary>
    public int? SubtitleStreamIndex { get; init; }

    public int? MaxAudioChannels { get; init; }

    public bool EnableDirectPlay { get; init; } = true;

    public bool EnableTranscoding { get; init; } = true;

    public bool AllowVideoStreamCopy { get; init; } = true;

    public bool AllowAudioStreamCopy { get; init; } = true;

    public bool AlwaysBurnInSubtitleWhenTranscoding { get; init; }

    /// <summary>Null = a program without a user, which may do everything.</summary>
    public UserPolicy? Policy { get; init; }

    /// <summary>Whether the client is outside the local network, where <see cref="UserPolicy.RemoteClientBitrateLimit"/> counts.</summary>
    public bool IsRemote { get; init; }

    /// <summary>Bits per second; null = no limit.</summary>
    public int? BitrateLimit(bool isAudio)
    {
        var wanted = MaxStreamingBitrate ?? (isAudio ? Profile.MusicStreamingTranscodingBitrate : null) ?? Profile.MaxStreamingBitrate;
        var allowed = IsRemote && Policy is { RemoteClientBitrateLimit: > 0 } ? Policy.RemoteClientBitrateLimit : (int?)null;
        return wanted is > 0 && allowed is not null ? Math.Min(wanted.Value, allowed.Value) : allowed ?? (wanted > 0 ? wanted : null);
    }
}

/// <summary>How one source gets to the player.</summary>
public sealed record PlaybackDecision
{
    public bool SupportsDirectPlay { get; init; }

    public bool SupportsTranscoding { get; init; }

    public TranscodeReason Reasons { get; init; }

    /// <summary>Container by the name under which the player asked for it.</summary>
    public string? Container { get; init; }

    /// <summary>Null when it is played directly, or cannot be played at all.</summary>
    public TranscodeTarget? Target { get; init; }

    public IReadOnlyList<SubtitleDelivery> Subtitles { get; init; } = [];
}

/// <param name="StreamIndex">Which subtitle.</param>
/// <param name="Method">How it is delivered.</param>
/// <param name="Format">In which format.</param>
public sealed record SubtitleDelivery(int StreamIndex, SubtitleDeliveryMethod Method, string Format);

/// <summary>The stream that is made for a player; becomes the query of its address.</summary>
public sealed record TranscodeTarget
{
    public required TranscodingProfile Profile { get; init; }

    public bool IsAudioOnly { get; init; }

    /// <summary>Codecs the player takes, the preferred one first.</summary>
    public string VideoCodec { get; init; } = "";

    public string AudioCodec { get; init; } = "";

    public int? AudioStreamIndex { get; init; }

    public SubtitleDelivery? Subtitle { get; init; }

    public int? VideoBitrate { get; init; }

    public int? AudioBitrate { get; init; }

    public int? AudioSampleRate { get; init; }

    public int? MaxAudioChannels { get; init; }

    public float? MaxFramerate { get; init; }

    public int? MaxWidth { get; init; }

    public int? MaxHeight { get; init; }

    public bool RequireNonAnamorphic { get; init; }

    /// <summary>Limits of a codec, such as <c>h264-level</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Options { get; init; } = [];
}
