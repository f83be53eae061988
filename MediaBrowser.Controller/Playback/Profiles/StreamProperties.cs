using System.Globalization;
using MediaBrowser.Controller.Playback.Decisions;

namespace MediaBrowser.Controller.Playback.Profiles;

/// <summary>What conditions of profiles are compared with: one video and one audio stream of a source.</summary>
public sealed record StreamProperties(MediaSource Source, MediaStream? Video, MediaStream? Audio)
{
    /// <summary>Null = not known.</summary>
    public string? Get(ProfileConditionValue property) => Number(property) is { } number
        ? number.ToString("R", CultureInfo.InvariantCulture)
        : property switch
        {
            ProfileConditionValue.AudioProfile => Audio?.Profile,
            ProfileConditionValue.VideoProfile => Video?.Profile,
            ProfileConditionValue.VideoCodecTag => Video?.CodecTag,
            ProfileConditionValue.VideoRangeType => Video is null ? null : VideoRanges.TypeOf(Video).ToString(),
            ProfileConditionValue.IsAnamorphic => Text(Video?.IsAnamorphic),
            ProfileConditionValue.IsInterlaced => Text(Video?.IsInterlaced),
            ProfileConditionValue.IsAvc => Text(Video?.IsAvc),
            ProfileConditionValue.IsSecondaryAudio => Text(Audio is null ? null : IsSecondaryAudio),
            _ => null,
        };

    private bool IsSecondaryAudio => Source.Streams.FirstOrDefault(stream => stream.Type == MediaStreamType.Audio && !stream.IsExternal) != Audio;

    private double? Number(ProfileConditionValue property) => property is ProfileConditionValue.AudioChannels
        or ProfileConditionValue.AudioBitrate or ProfileConditionValue.AudioSampleRate or ProfileConditionValue.AudioBitDepth
        ? AudioNumber(property)
        : VideoNumber(property) ?? CountNumber(property);

    private double? AudioNumber(ProfileConditionValue property) => property switch
    {
        ProfileConditionValue.AudioChannels => Audio?.Channels,
        ProfileConditionValue.AudioBitrate => Audio?.BitRate,
        ProfileConditionValue.AudioSampleRate => Audio?.SampleRate,
        _ => Audio?.BitDepth,
    };

    private double? VideoNumber(ProfileConditionValue property) => property switch
    {
        ProfileConditionValue.Width => Video?.Width,
        ProfileConditionValue.Height => Video?.Height,
        ProfileConditionValue.VideoBitDepth => Video?.BitDepth,
        ProfileConditionValue.VideoBitrate => Video?.BitRate,
        ProfileConditionValue.VideoFramerate => Video?.AverageFrameRate ?? Video?.RealFrameRate,
        ProfileConditionValue.VideoLevel => Video?.Level,
        ProfileConditionValue.RefFrames => Video?.RefFrames,
        ProfileConditionValue.VideoRotation => Video?.Rotation,
        _ => null,
    };

    private double? CountNumber(ProfileConditionValue property) => property switch
    {
        ProfileConditionValue.NumAudioStreams => Count(MediaStreamType.Audio),
        ProfileConditionValue.NumVideoStreams => Count(MediaStreamType.Video),
        ProfileConditionValue.NumStreams => Source.Streams.Count(stream => !stream.IsExternal),
        _ => null,
    };

    private int Count(MediaStreamType type) => Source.Streams.Count(stream => stream.Type == type && !stream.IsExternal);

    private static string? Text(bool? value) => value switch
    {
        null => null,
        true => "true",
        false => "false",
    };
}

/// <summary>Compares conditions with properties.</summary>
public static class ProfileConditions
{
    public static bool IsSatisfied(this ProfileCondition condition, StreamProperties properties)
    {
        var actual = condition.Property == ProfileConditionValue.Unknown ? null : properties.Get(condition.Property);
        if (string.IsNullOrEmpty(actual))
        {
            return !condition.IsRequired || condition.Property == ProfileConditionValue.Unknown;
        }

        var values = (condition.Value ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return condition.Condition switch
        {
            ProfileConditionType.Equals or ProfileConditionType.EqualsAny => Array.Exists(values, value => IsSame(value, actual)),
            ProfileConditionType.NotEquals => !Array.Exists(values, value => IsSame(value, actual)),
            ProfileConditionType.LessThanEqual => Compare(actual, condition.Value) is not > 0,
            ProfileConditionType.GreaterThanEqual => Compare(actual, condition.Value) is not < 0,
            _ => true,
        };
    }

    /// <summary>What a player that fails this condition is told.</summary>
    public static TranscodeReason Reason(ProfileConditionValue property) => property switch
    {
        ProfileConditionValue.AudioChannels => TranscodeReason.AudioChannelsNotSupported,
        ProfileConditionValue.AudioBitrate => TranscodeReason.AudioBitrateNotSupported,
        ProfileConditionValue.AudioProfile => TranscodeReason.AudioProfileNotSupported,
        ProfileConditionValue.AudioSampleRate => TranscodeReason.AudioSampleRateNotSupported,
        ProfileConditionValue.AudioBitDepth => TranscodeReason.AudioBitDepthNotSupported,
        ProfileConditionValue.IsSecondaryAudio => TranscodeReason.SecondaryAudioNotSupported,
        ProfileConditionValue.NumAudioStreams or ProfileConditionValue.NumVideoStreams or ProfileConditionValue.NumStreams
            => TranscodeReason.StreamCountExceedsLimit,
        _ => VideoReason(property),
    };

    private static TranscodeReason VideoReason(ProfileConditionValue property) => property switch
    {
        ProfileConditionValue.Width or ProfileConditionValue.Height => TranscodeReason.VideoResolutionNotSupported,
        ProfileConditionValue.VideoBitDepth => TranscodeReason.VideoBitDepthNotSupported,
        ProfileConditionValue.VideoBitrate => TranscodeReason.VideoBitrateNotSupported,
        ProfileConditionValue.VideoFramerate => TranscodeReason.VideoFramerateNotSupported,
        ProfileConditionValue.VideoLevel => TranscodeReason.VideoLevelNotSupported,
        ProfileConditionValue.VideoProfile => TranscodeReason.VideoProfileNotSupported,
        ProfileConditionValue.IsAnamorphic => TranscodeReason.AnamorphicVideoNotSupported,
        ProfileConditionValue.RefFrames => TranscodeReason.RefFramesNotSupported,
        ProfileConditionValue.VideoCodecTag => TranscodeReason.VideoCodecTagNotSupported,
        ProfileConditionValue.IsInterlaced => TranscodeReason.InterlacedVideoNotSupported,
        ProfileConditionValue.VideoRangeType => TranscodeReason.VideoRangeTypeNotSupported,
        ProfileConditionValue.VideoRotation => TranscodeReason.VideoRotationNotSupported,
        _ => TranscodeReason.None,
    };

    private static bool IsSame(string expected, string actual)
        => string.Equals(Squeeze(expected), Squeeze(actual), StringComparison.OrdinalIgnoreCase) || Compare(actual, expected) == 0;

    /// <summary>Profiles are written with and without spaces.</summary>
    private static string Squeeze(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Null when one of them is no number.</summary>
    private static int? Compare(string actual, string? limit)
        => double.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.TryParse(limit, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound)
            ? number.CompareTo(bound)
            : null;
}
