using MediaBrowser.Controller.Playback;

namespace Jellyfin.Server.Contracts.Playback;

/// <summary>One stream of a media source.</summary>
public sealed record MediaStreamInfo
{
    public string? Codec { get; init; }

    public string? CodecTag { get; init; }

    public string? Language { get; init; }

    public string? ColorRange { get; init; }

    public string? ColorSpace { get; init; }

    public string? ColorTransfer { get; init; }

    public string? ColorPrimaries { get; init; }

    public int? DvProfile { get; init; }

    public int? DvLevel { get; init; }

    public int? DvBlSignalCompatibilityId { get; init; }

    public int? Rotation { get; init; }

    public string? Comment { get; init; }

    public string? TimeBase { get; init; }

    public string? Title { get; init; }

    public bool? Hdr10PlusPresentFlag { get; init; }

    public VideoRange VideoRange { get; init; }

    public VideoRangeType VideoRangeType { get; init; }

    public string? VideoDoViTitle { get; init; }

    public AudioSpatialFormat AudioSpatialFormat { get; init; }

    public string? LocalizedUndefined { get; init; }

    public string? LocalizedDefault { get; init; }

    public string? LocalizedForced { get; init; }

    public string? LocalizedExternal { get; init; }

    public string? LocalizedHearingImpaired { get; init; }

    public string? LocalizedLanguage { get; init; }

    public string? LocalizedOriginal { get; init; }

    public string? DisplayTitle { get; init; }

    public string? NalLengthSize { get; init; }

    public bool IsInterlaced { get; init; }

    public bool? IsAVC { get; init; }

    public string? ChannelLayout { get; init; }

    public int? BitRate { get; init; }

    public int? BitDepth { get; init; }

    public int? RefFrames { get; init; }

    public int? Channels { get; init; }

    public int? SampleRate { get; init; }

    public bool IsDefault { get; init; }

    public bool IsForced { get; init; }

    public bool IsHearingImpaired { get; init; }

    public bool IsOriginal { get; init; }

    public int? Height { get; init; }

    public int? Width { get; init; }

    public float? AverageFrameRate { get; init; }

    public float? RealFrameRate { get; init; }

    public float? ReferenceFrameRate { get; init; }

    public string? Profile { get; init; }

    public MediaStreamType Type { get; init; }

    public string? AspectRatio { get; init; }

    public int Index { get; init; }

    public int? Score { get; init; }

    public bool IsExternal { get; init; }

    public SubtitleDeliveryMethod? DeliveryMethod { get; init; }

    public string? DeliveryUrl { get; init; }

    public bool? IsExternalUrl { get; init; }

    public bool IsTextSubtitleStream { get; init; }

    public bool SupportsExternalStream { get; init; }

    public string? Path { get; init; }

    public string? PixelFormat { get; init; }

    public double? Level { get; init; }

    public bool? IsAnamorphic { get; init; }

    /// <param name="stream">What was probed.</param>
    /// <param name="score">Rank among the subtitles considered for the user; null when it was none of them.</param>
    public static MediaStreamInfo From(MediaStream stream, int? score = null) => Localize(stream, Describe(stream)) with { Score = score };

    private static MediaStreamInfo Describe(MediaStream stream)
    {
        var isVideo = stream.Type == MediaStreamType.Video;
        return new MediaStreamInfo
        {
            Type = stream.Type,
            Index = stream.Index,
            Codec = stream.Codec,
            CodecTag = stream.CodecTag,
            Language = stream.Language,
            Title = stream.Title,
            Comment = stream.Comment,
            TimeBase = stream.TimeBase,
            Profile = stream.Profile,
            BitRate = stream.BitRate,
            BitDepth = stream.BitDepth,
            IsDefault = stream.IsDefault,
            IsForced = stream.IsForced,
            IsHearingImpaired = stream.IsHearingImpaired,
            IsOriginal = stream.IsOriginal,
            IsInterlaced = stream.IsInterlaced,
            IsExternal = stream.IsExternal,
            IsTextSubtitleStream = stream.IsTextSubtitle,
            SupportsExternalStream = stream.Type == MediaStreamType.Subtitle && (stream.IsTextSubtitle || stream.IsExternal || IsPgs(stream)),
            Path = stream.Path,
            Channels = stream.Channels,
            ChannelLayout = stream.ChannelLayout,
            SampleRate = stream.SampleRate,
            AudioSpatialFormat = SpatialFormat(stream),
            VideoRange = VideoRanges.Of(stream),
            VideoRangeType = VideoRanges.TypeOf(stream),
            VideoDoViTitle = VideoRanges.DolbyVisionTitle(stream),
            DisplayTitle = StreamTitles.Of(stream),
            Width = stream.Width,
            Height = stream.Height,
            AspectRatio = stream.AspectRatio,
            AverageFrameRate = stream.AverageFrameRate,
            RealFrameRate = stream.RealFrameRate,
            ReferenceFrameRate = isVideo ? stream.AverageFrameRate ?? stream.RealFrameRate : null,
            RefFrames = stream.RefFrames,
            PixelFormat = stream.PixelFormat,
            NalLengthSize = stream.NalLengthSize,
            IsAVC = stream.IsAvc,
            Level = isVideo ? stream.Level : null,
            IsAnamorphic = isVideo ? stream.IsAnamorphic : null,
            Rotation = isVideo && stream.Rotation != 0 ? stream.Rotation : null,
            ColorRange = stream.ColorRange,
            ColorSpace = stream.ColorSpace,
            ColorTransfer = stream.ColorTransfer,
            ColorPrimaries = stream.ColorPrimaries,
            DvProfile = stream.DvProfile,
            DvLevel = stream.DvLevel,
            DvBlSignalCompatibilityId = stream.DvBlSignalCompatibilityId,
            Hdr10PlusPresentFlag = stream.Hdr10PlusPresent ? true : null,
        };
    }

    private static MediaStreamInfo Localize(MediaStream stream, MediaStreamInfo info) => stream.Type switch
    {
        MediaStreamType.Audio => info with
        {
            LocalizedDefault = StreamTitles.Default,
            LocalizedExternal = StreamTitles.External,
            LocalizedOriginal = StreamTitles.Original,
            LocalizedLanguage = LanguageNames.Find(stream.Language),
        },
        MediaStreamType.Subtitle => info with
        {
            LocalizedUndefined = StreamTitles.Undefined,
            LocalizedDefault = StreamTitles.Default,
            LocalizedForced = StreamTitles.Forced,
            LocalizedExternal = StreamTitles.External,
            LocalizedHearingImpaired = StreamTitles.HearingImpaired,
            LocalizedLanguage = LanguageNames.Find(stream.Language),
        },
        _ => info,
    };

    private static bool IsPgs(MediaStream stream) => stream.Codec?.Contains("pgs", StringComparison.OrdinalIgnoreCase) == true;

    private static AudioSpatialFormat SpatialFormat(MediaStream stream) => stream.Profile switch
    {
        { } profile when profile.Contains("Atmos", StringComparison.OrdinalIgnoreCase) => AudioSpatialFormat.DolbyAtmos,
        { } profile when profile.Contains("DTS:X", StringComparison.OrdinalIgnoreCase) => AudioSpatialFormat.DTSX,
        _ => AudioSpatialFormat.None,
    };
}
