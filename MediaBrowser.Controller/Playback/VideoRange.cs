namespace MediaBrowser.Controller.Playback;

public enum VideoRange
{
    Unknown,
    SDR,
    HDR,
}

public enum VideoRangeType
{
    Unknown,
    SDR,
    HDR10,
    HLG,
    DOVI,
    DOVIWithHDR10,
    DOVIWithHLG,
    DOVIWithSDR,
    DOVIWithEL,
    DOVIWithHDR10Plus,
    DOVIWithELHDR10Plus,
    DOVIInvalid,
    HDR10Plus,
}

/// <summary>How bright a picture may be, from what ffprobe says of it.</summary>
public static class VideoRanges
{
    public static VideoRangeType TypeOf(MediaStream stream)
    {
        if (stream.Type != MediaStreamType.Video)
        {
            return VideoRangeType.Unknown;
        }

        return stream.DvProfile is { } profile
            ? DolbyVision(profile, stream.DvBlSignalCompatibilityId, stream.Hdr10PlusPresent)
            : stream.ColorTransfer?.ToLowerInvariant() switch
            {
                "smpte2084" => stream.Hdr10PlusPresent ? VideoRangeType.HDR10Plus : VideoRangeType.HDR10,
                "arib-std-b67" => VideoRangeType.HLG,
                _ => VideoRangeType.SDR,
            };
    }

    public static VideoRange Of(MediaStream stream) => TypeOf(stream) switch
    {
        VideoRangeType.Unknown => VideoRange.Unknown,
        VideoRangeType.SDR or VideoRangeType.DOVIWithSDR => VideoRange.SDR,
        _ => VideoRange.HDR,
    };

    /// <summary>Null without Dolby Vision.</summary>
    public static string? DolbyVisionTitle(MediaStream stream)
    {
        if (stream.DvProfile is not { } profile)
        {
            return null;
        }

        var name = profile >= 8 && stream.DvBlSignalCompatibilityId is { } id ? $"Dolby Vision Profile {profile}.{id}" : $"Dolby Vision Profile {profile}";
        return TypeOf(stream) switch
        {
            VideoRangeType.DOVIWithHDR10 or VideoRangeType.DOVIWithEL => name + " (HDR10)",
            VideoRangeType.DOVIWithHDR10Plus or VideoRangeType.DOVIWithELHDR10Plus => name + " (HDR10+)",
            VideoRangeType.DOVIWithHLG => name + " (HLG)",
            VideoRangeType.DOVIWithSDR => name + " (SDR)",
            _ => name,
        };
    }

    private static VideoRangeType DolbyVision(int profile, int? compatibility, bool hasHdr10Plus) => (profile, compatibility) switch
    {
        (5, _) or (8 or 10, 0) => VideoRangeType.DOVI,
        (7, _) => hasHdr10Plus ? VideoRangeType.DOVIWithELHDR10Plus : VideoRangeType.DOVIWithEL,
        (8 or 10, 1 or 6) => hasHdr10Plus ? VideoRangeType.DOVIWithHDR10Plus : VideoRangeType.DOVIWithHDR10,
        (8 or 10, 4) => VideoRangeType.DOVIWithHLG,
        (8 or 10, 2) => VideoRangeType.DOVIWithSDR,
        _ => VideoRangeType.DOVIInvalid,
    };
}
