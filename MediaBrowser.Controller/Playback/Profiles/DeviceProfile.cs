using System.Globalization;

namespace MediaBrowser.Controller.Playback.Profiles;

/// <summary>What a player can play, as it says itself, with the names of the API. Lists are separated by commas.</summary>
public sealed record DeviceProfile
{
    public string? Name { get; init; }

    /// <summary>Bits per second; null = no limit.</summary>
    public int? MaxStreamingBitrate { get; init; }

    public int? MaxStaticBitrate { get; init; }

    public int? MusicStreamingTranscodingBitrate { get; init; }

    public int? MaxStaticMusicBitrate { get; init; }

    public IReadOnlyList<DirectPlayProfile> DirectPlayProfiles { get; init => field = value ?? []; } = [];

    public IReadOnlyList<TranscodingProfile> TranscodingProfiles { get; init => field = value ?? []; } = [];

    public IReadOnlyList<ContainerProfile> ContainerProfiles { get; init => field = value ?? []; } = [];

    public IReadOnlyList<CodecProfile> CodecProfiles { get; init => field = value ?? []; } = [];

    public IReadOnlyList<SubtitleProfile> SubtitleProfiles { get; init => field = value ?? []; } = [];
}

/// <summary>Files the player takes as they are.</summary>
public sealed record DirectPlayProfile
{
    public string? Container { get; init; }

    public string? AudioCodec { get; init; }

    public string? VideoCodec { get; init; }

    public DlnaProfileType Type { get; init; }
}

/// <summary>What the player wants when a file does not suit it.</summary>
public sealed record TranscodingProfile
{
    public string Container { get; init => field = value ?? ""; } = "";

    public DlnaProfileType Type { get; init; }

    public string VideoCodec { get; init => field = value ?? ""; } = "";

    public string AudioCodec { get; init => field = value ?? ""; } = "";

    public MediaStreamProtocol Protocol { get; init; }

    public EncodingContext Context { get; init; }

    public bool EnableSubtitlesInManifest { get; init; }

    /// <summary>A number as text.</summary>
    public string? MaxAudioChannels { get; init; }

    public int MinSegments { get; init; }

    /// <summary>Seconds; 0 = the server decides.</summary>
    public int SegmentLength { get; init; }

    public bool? BreakOnNonKeyFrames { get; init; }

    public IReadOnlyList<ProfileCondition> Conditions { get; init => field = value ?? []; } = [];

    public bool EnableAudioVbrEncoding { get; init; } = true;

    public int? AudioChannelLimit
        => int.TryParse(MaxAudioChannels, NumberStyles.Integer, CultureInfo.InvariantCulture, out var channels) && channels > 0 ? channels : null;
}

/// <summary>Limits of a container.</summary>
public sealed record ContainerProfile
{
    public DlnaProfileType Type { get; init; }

    public IReadOnlyList<ProfileCondition> Conditions { get; init => field = value ?? []; } = [];

    public string? Container { get; init; }
}

/// <summary>Limits of a codec, which count where all of <see cref="ApplyConditions"/> are true.</summary>
public sealed record CodecProfile
{
    public CodecType Type { get; init; }

    public IReadOnlyList<ProfileCondition> Conditions { get; init => field = value ?? []; } = [];

    public IReadOnlyList<ProfileCondition> ApplyConditions { get; init => field = value ?? []; } = [];

    public string? Codec { get; init; }

    public string? Container { get; init; }

    /// <summary>Container of the segments, where <see cref="Container"/> is <c>hls</c>.</summary>
    public string? SubContainer { get; init; }
}

/// <summary>One comparison of a property of the file.</summary>
public sealed record ProfileCondition
{
    public ProfileConditionType Condition { get; init; }

    public ProfileConditionValue Property { get; init; }

    /// <summary>Several with <c>|</c> between.</summary>
    public string? Value { get; init; }

    /// <summary>False: a property that is not known satisfies it.</summary>
    public bool IsRequired { get; init; }
}

/// <summary>One way in which the player takes subtitles.</summary>
public sealed record SubtitleProfile
{
    public string? Format { get; init; }

    public SubtitleDeliveryMethod Method { get; init; }

    public string? Language { get; init; }

    public string? Container { get; init; }
}
