namespace MediaBrowser.Controller.Playback.Profiles;

/// <summary>What a profile is about. <see cref="Unknown"/> stands for names of newer clients.</summary>
public enum DlnaProfileType
{
    Unknown,
    Audio,
    Video,
    Photo,
    Subtitle,
    Lyric,
}

public enum CodecType
{
    Unknown,
    Video,

    /// <summary>The sound of a video.</summary>
    VideoAudio,
    Audio,
}

public enum EncodingContext
{
    Streaming,
    Static,
}

public enum ProfileConditionType
{
    Unknown,
    Equals,
    NotEquals,
    LessThanEqual,
    GreaterThanEqual,
    EqualsAny,
}

public enum ProfileConditionValue
{
    Unknown,
    AudioChannels,
    AudioBitrate,
    AudioProfile,
    Width,
    Height,
    Has64BitOffsets,
    PacketLength,
    VideoBitDepth,
    VideoBitrate,
    VideoFramerate,
    VideoLevel,
    VideoProfile,
    VideoTimestamp,
    IsAnamorphic,
    RefFrames,
    NumAudioStreams,
    NumVideoStreams,
    IsSecondaryAudio,
    VideoCodecTag,
    IsAvc,
    IsInterlaced,
    AudioSampleRate,
    AudioBitDepth,
    VideoRangeType,
    NumStreams,
    VideoRotation,
}
