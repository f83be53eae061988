namespace MediaBrowser.Controller.Playback.Decisions;

/// <summary>Why a file cannot be played as it is, with the names of the API.</summary>
[Flags]
public enum TranscodeReason
{
    None = 0,
    ContainerNotSupported = 1 << 0,
    VideoCodecNotSupported = 1 << 1,
    AudioCodecNotSupported = 1 << 2,
    SubtitleCodecNotSupported = 1 << 3,
    AudioIsExternal = 1 << 4,
    SecondaryAudioNotSupported = 1 << 5,
    VideoProfileNotSupported = 1 << 6,
    VideoLevelNotSupported = 1 << 7,
    VideoResolutionNotSupported = 1 << 8,
    VideoBitDepthNotSupported = 1 << 9,
    VideoFramerateNotSupported = 1 << 10,
    RefFramesNotSupported = 1 << 11,
    AnamorphicVideoNotSupported = 1 << 12,
    InterlacedVideoNotSupported = 1 << 13,
    AudioChannelsNotSupported = 1 << 14,
    AudioProfileNotSupported = 1 << 15,
    AudioSampleRateNotSupported = 1 << 16,
    AudioBitDepthNotSupported = 1 << 17,
    ContainerBitrateExceedsLimit = 1 << 18,
    VideoBitrateNotSupported = 1 << 19,
    AudioBitrateNotSupported = 1 << 20,
    UnknownVideoStreamInfo = 1 << 21,
    UnknownAudioStreamInfo = 1 << 22,
    DirectPlayError = 1 << 23,
    VideoRangeTypeNotSupported = 1 << 24,
    VideoCodecTagNotSupported = 1 << 25,
    StreamCountExceedsLimit = 1 << 26,
    VideoRotationNotSupported = 1 << 27,
}

public static class TranscodeReasons
{
    private static readonly TranscodeReason[] All = Enum.GetValues<TranscodeReason>().Where(reason => reason != TranscodeReason.None).ToArray();

    public static IReadOnlyList<TranscodeReason> List(this TranscodeReason reasons) => All.Where(reason => reasons.HasFlag(reason)).ToList();

    /// <summary>Names with commas between, as in URLs.</summary>
    public static string ToNames(this TranscodeReason reasons) => string.Join(',', reasons.List());

    /// <summary>Unknown names are ignored.</summary>
    public static TranscodeReason Parse(string? names)
        => ContainerNames.Split(names).Aggregate(
            TranscodeReason.None,
            (sum, name) => Enum.TryParse<TranscodeReason>(name, ignoreCase: true, out var reason) ? sum | reason : sum);
}
