using MediaBrowser.Controller.Playback.Profiles;

namespace MediaBrowser.Controller.Playback.Decisions;

/// <summary>Chooses how a subtitle reaches the player.</summary>
public static class SubtitleDecision
{
    private static readonly string[] TextFormats = ["srt", "subrip", "vtt", "webvtt", "ass", "ssa", "js", "json", "txt"];

    /// <param name="stream">The subtitle.</param>
    /// <param name="profile">Of the player.</param>
    /// <param name="target">The stream that is made; null = the file is played as it is.</param>
    /// <param name="container">Container of the file.</param>
    public static SubtitleDelivery Choose(MediaStream stream, DeviceProfile profile, TranscodingProfile? target, string? container)
    {
        var candidates = profile.SubtitleProfiles.Where(subtitle => ContainerNames.Lists(subtitle.Language, stream.Language)).ToList();
        var found = target is null && !stream.IsExternal ? Embedded(candidates, stream, container) : null;
        found ??= Separate(candidates, stream, target, allowConversion: false) ?? Separate(candidates, stream, target, allowConversion: true);
        return found is null
            ? new SubtitleDelivery(stream.Index, SubtitleDeliveryMethod.Encode, stream.Codec ?? "")
            : new SubtitleDelivery(stream.Index, found.Method, found.Format ?? stream.Codec ?? "");
    }

    private static SubtitleProfile? Embedded(List<SubtitleProfile> candidates, MediaStream stream, string? container)
        => candidates.Find(subtitle => subtitle.Method == SubtitleDeliveryMethod.Embed
            && ContainerNames.Lists(subtitle.Container, container) && IsSameFormat(subtitle.Format, stream.Codec));

    private static SubtitleProfile? Separate(
        List<SubtitleProfile> candidates, MediaStream stream, TranscodingProfile? target, bool allowConversion)
        => candidates.Find(subtitle => CanDeliver(subtitle, stream, target)
            && (IsSameFormat(subtitle.Format, stream.Codec) || (allowConversion && IsConvertible(subtitle, stream))));

    private static bool CanDeliver(SubtitleProfile subtitle, MediaStream stream, TranscodingProfile? target) => subtitle.Method switch
    {
        SubtitleDeliveryMethod.External => stream.IsTextSubtitle || stream.IsExternal,
        SubtitleDeliveryMethod.Hls => stream.IsTextSubtitle
            && target is { Protocol: MediaStreamProtocol.hls, EnableSubtitlesInManifest: true },
        _ => false,
    };

    private static bool IsConvertible(SubtitleProfile subtitle, MediaStream stream)
        => stream.IsTextSubtitle && TextFormats.Contains(subtitle.Format, StringComparer.OrdinalIgnoreCase);

    private static bool IsSameFormat(string? wanted, string? codec)
        => string.Equals(Canonical(wanted), Canonical(codec), StringComparison.OrdinalIgnoreCase);

    private static string? Canonical(string? format) => format?.ToLowerInvariant() switch
    {
        "subrip" => "srt",
        "webvtt" => "vtt",
        "hdmv_pgs_subtitle" or "pgs" => "pgssub",
        "dvd_subtitle" or "vobsub" => "dvdsub",
        "dvb_subtitle" => "dvbsub",
        var other => other,
    };
}
