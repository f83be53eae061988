using System.Globalization;
using MediaBrowser.Controller.Playback;

namespace Emby.Server.Implementations.Library.Probing;

/// <summary>One stream of ffprobe's output.</summary>
internal static class FfprobeStreams
{
    /// <summary>Returns null for data and attachments, which clients cannot choose.</summary>
    public static MediaStream? Map(FfprobeStream stream, int index) => stream.CodecType switch
    {
        "video" => Video(stream, index),
        "audio" => Audio(stream, index),
        "subtitle" => Common(stream, index, MediaStreamType.Subtitle) with { Codec = SubtitleCodec(stream.CodecName) },
        _ => null,
    };

    /// <summary>Three formats of picture subtitles have names of their own in the API.</summary>
    public static string? SubtitleCodec(string? codec) => codec switch
    {
        "hdmv_pgs_subtitle" => "PGSSUB",
        "dvd_subtitle" => "DVDSUB",
        "dvb_subtitle" => "DVBSUB",
        "dvb_teletext" => "DVBTXT",
        _ => codec,
    };

    private static MediaStream Video(FfprobeStream stream, int index)
    {
        var type = Flag(stream, "attached_pic") ? MediaStreamType.EmbeddedImage : MediaStreamType.Video;
        var dolby = stream.SideDataList.FirstOrDefault(data => data.DvProfile is not null);
        return Common(stream, index, type) with
        {
            Level = stream.Level is > 0 ? stream.Level : null,
            Width = stream.Width,
            Height = stream.Height,
            AspectRatio = AspectRatio(stream),
            IsAnamorphic = stream.SampleAspectRatio is { } pixel && pixel is not ("1:1" or "0:1" or "N/A"),
            IsInterlaced = stream.FieldOrder is "tt" or "bb" or "tb" or "bt",
            IsAvc = stream.IsAvc is null ? null : stream.IsAvc is "true" or "1",
            NalLengthSize = stream.NalLengthSize,
            AverageFrameRate = Rate(stream.AvgFrameRate),
            RealFrameRate = Rate(stream.RFrameRate),
            BitRate = FfprobeMapping.Number(stream.BitRate) ?? TaggedBitRate(stream),
            BitDepth = FfprobeMapping.Number(stream.BitsPerRawSample) ?? DepthOf(stream.PixFmt),
            RefFrames = stream.Refs,
            PixelFormat = stream.PixFmt,
            ColorRange = Known(stream.ColorRange),
            ColorSpace = Known(stream.ColorSpace),
            ColorTransfer = Known(stream.ColorTransfer),
            ColorPrimaries = Known(stream.ColorPrimaries),
            Rotation = Rotation(stream),
            DvProfile = dolby?.DvProfile,
            DvLevel = dolby?.DvLevel,
            DvBlSignalCompatibilityId = dolby?.DvBlSignalCompatibilityId,
            Hdr10PlusPresent = stream.SideDataList.Any(data => data.SideDataType?.Contains("SMPTE2094-40", StringComparison.Ordinal) == true),
        };
    }

    private static MediaStream Audio(FfprobeStream stream, int index) => Common(stream, index, MediaStreamType.Audio) with
    {
        BitRate = FfprobeMapping.Number(stream.BitRate) ?? TaggedBitRate(stream) ?? UsualBitRate(stream.CodecName, stream.Channels),
        BitDepth = FfprobeMapping.Number(stream.BitsPerRawSample) ?? (stream.BitsPerSample is > 0 ? stream.BitsPerSample : null),
        Channels = stream.Channels,
        ChannelLayout = stream.ChannelLayout,
        SampleRate = FfprobeMapping.Number(stream.SampleRate),
    };

    private static MediaStream Common(FfprobeStream stream, int index, MediaStreamType type) => new()
    {
        Type = type,
        Index = index,
        FileIndex = stream.Index,
        Codec = stream.CodecName,
        CodecTag = stream.CodecTagString is { } tag && !tag.StartsWith("[0]", StringComparison.Ordinal) ? tag : null,
        Language = Tag(stream, "language"),
        Title = Tag(stream, "title"),
        Comment = Tag(stream, "comment"),
        Profile = stream.Profile is null or "unknown" ? null : stream.Profile,
        TimeBase = stream.TimeBase,
        IsDefault = Flag(stream, "default"),
        IsForced = Flag(stream, "forced"),
        IsHearingImpaired = Flag(stream, "hearing_impaired"),
        IsOriginal = Flag(stream, "original"),
    };

    private static bool Flag(FfprobeStream stream, string name) => stream.Disposition.GetValueOrDefault(name) == 1;

    /// <summary>Containers differ in the case of their tags.</summary>
    private static string? Tag(FfprobeStream stream, string name)
        => stream.Tags.FirstOrDefault(tag => tag.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } value ? value.Trim() : null;

    /// <summary>mkvmerge writes statistics as tags, with the language of the tag in the name.</summary>
    private static int? TaggedBitRate(FfprobeStream stream)
        => FfprobeMapping.Number(stream.Tags.FirstOrDefault(tag => tag.Key.StartsWith("BPS", StringComparison.OrdinalIgnoreCase)).Value);

    /// <summary>Where the file does not say it, clients still need a number to add to the video's.</summary>
    private static int? UsualBitRate(string? codec, int? channels) => (codec, channels) switch
    {
        ("aac" or "mp3" or "opus" or "vorbis", <= 2) => 192_000,
        ("aac" or "mp3" or "opus" or "vorbis", >= 5) => 320_000,
        ("ac3" or "eac3", <= 2) => 192_000,
        ("ac3" or "eac3", >= 5) => 640_000,
        ("flac" or "alac" or "truehd", <= 2) => 960_000,
        ("flac" or "alac" or "truehd", >= 5) => 2_880_000,
        _ => null,
    };

    private static string? AspectRatio(FfprobeStream stream)
    {
        if (stream.DisplayAspectRatio is { } stated && stated is not ("0:1" or "N/A"))
        {
            return stated;
        }

        if (stream is not { Width: > 0 and var width, Height: > 0 and var height })
        {
            return null;
        }

        var ratio = (double)width / height;
        return ratio switch
        {
            > 1.75 and < 1.80 => "16:9",
            > 1.30 and < 1.36 => "4:3",
            _ => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.##}:1"),
        };
    }

    private static float? Rate(string? fraction)
    {
        var parts = fraction?.Split('/') ?? [];
        return parts.Length == 2
            && float.TryParse(parts[0], CultureInfo.InvariantCulture, out var frames)
            && float.TryParse(parts[1], CultureInfo.InvariantCulture, out var seconds)
            && frames > 0 && seconds > 0
            ? frames / seconds
            : null;
    }

    private static int? DepthOf(string? pixelFormat) => pixelFormat switch
    {
        null => null,
        _ when pixelFormat.Contains("12le", StringComparison.Ordinal) || pixelFormat.Contains("12be", StringComparison.Ordinal) => 12,
        _ when pixelFormat.Contains("10le", StringComparison.Ordinal) || pixelFormat.Contains("10be", StringComparison.Ordinal) => 10,
        _ => 8,
    };

    private static string? Known(string? color) => color is null or "unknown" or "reserved" ? null : color;

    private static int Rotation(FfprobeStream stream)
    {
        var counterClockwise = stream.SideDataList.Select(data => data.Rotation).FirstOrDefault(rotation => rotation is not null)
            ?? -(double.TryParse(Tag(stream, "rotate"), CultureInfo.InvariantCulture, out var tagged) ? tagged : 0);
        var quarters = (int)Math.Round(-counterClockwise / 90);
        return ((quarters % 4) + 4) % 4 * 90;
    }
}
