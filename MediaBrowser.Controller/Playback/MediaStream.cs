namespace MediaBrowser.Controller.Playback;

public enum MediaStreamType
{
    Audio,
    Video,
    Subtitle,
    EmbeddedImage,
    Data,
    Lyric,
}

/// <summary>One stream of a file as ffprobe reports it, or one external subtitle or audio file beside it.</summary>
public sealed record MediaStream
{
    public required MediaStreamType Type { get; init; }

    /// <summary>Number that clients use: external files first, then the streams of the file in its own order.</summary>
    public required int Index { get; init; }

    /// <summary>Stream number inside its file, as ffmpeg counts (<c>0:n</c>).</summary>
    public int FileIndex { get; init; }

    public string? Codec { get; init; }

    public string? CodecTag { get; init; }

    /// <summary>Three letters (ISO 639-2); null = not said.</summary>
    public string? Language { get; init; }

    public string? Title { get; init; }

    public string? Profile { get; init; }

    public double? Level { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>Display aspect, such as <c>16:9</c>.</summary>
    public string? AspectRatio { get; init; }

    public bool IsAnamorphic { get; init; }

    public bool IsInterlaced { get; init; }

    public bool? IsAvc { get; init; }

    public string? NalLengthSize { get; init; }

    /// <summary>Frames per second.</summary>
    public float? AverageFrameRate { get; init; }

    public float? RealFrameRate { get; init; }

    /// <summary>Bits per second.</summary>
    public int? BitRate { get; init; }

    public int? BitDepth { get; init; }

    public int? RefFrames { get; init; }

    public string? PixelFormat { get; init; }

    public string? ColorRange { get; init; }

    public string? ColorSpace { get; init; }

    public string? ColorTransfer { get; init; }

    public string? ColorPrimaries { get; init; }

    /// <summary>Clockwise degrees the picture must be turned for display: 0, 90, 180 or 270.</summary>
    public int Rotation { get; init; }

    /// <summary>Dolby Vision profile; null = none.</summary>
    public int? DvProfile { get; init; }

    public int? DvLevel { get; init; }

    public int? DvBlSignalCompatibilityId { get; init; }

    public bool Hdr10PlusPresent { get; init; }

    public int? Channels { get; init; }

    public string? ChannelLayout { get; init; }

    /// <summary>Hertz.</summary>
    public int? SampleRate { get; init; }

    public string? TimeBase { get; init; }

    public bool IsDefault { get; init; }

    public bool IsForced { get; init; }

    public bool IsHearingImpaired { get; init; }

    public bool IsOriginal { get; init; }

    public string? Comment { get; init; }

    /// <summary>Absolute path of an external file; null for streams inside the media file.</summary>
    public string? Path { get; init; }

    public bool IsExternal => Path is not null;

    public bool IsTextSubtitle => Type == MediaStreamType.Subtitle && Codec is not null
        && Codec.ToLowerInvariant() is not ("pgssub" or "hdmv_pgs_subtitle" or "dvdsub" or "dvd_subtitle" or "dvbsub" or "dvb_subtitle" or "xsub");
}
