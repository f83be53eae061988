using MediaBrowser.Controller.Playback.Profiles;

namespace MediaBrowser.Controller.Playback.Decisions;

/// <summary>Direct play where the player takes the file, else the cheapest stream that can be made for it.</summary>
public static class PlaybackDecisions
{
    public static PlaybackDecision Decide(MediaSource source, PlaybackRequest request)
    {
        var properties = new StreamProperties(source, source.IsVideo ? source.Video : null, source.Audio(request.AudioStreamIndex));
        var subtitle = source.Subtitle(request.SubtitleStreamIndex ?? source.DefaultSubtitleStreamIndex);
        var (reasons, container) = DirectPlayCheck.Check(request, properties);
        reasons |= AgainstSubtitle(subtitle, source, request) | AgainstBitrate(source, request);
        var mayPlay = request.Policy?.EnableMediaPlayback != false;
        if (reasons == TranscodeReason.None && request.EnableDirectPlay && mayPlay)
        {
            return Direct(source, request, container);
        }

        reasons = reasons == TranscodeReason.None ? TranscodeReason.DirectPlayError : reasons;
        var target = request.EnableTranscoding && mayPlay ? TranscodeDecision.Choose(request, properties, subtitle, reasons) : null;
        return new PlaybackDecision
        {
            SupportsTranscoding = target is not null,
            Reasons = reasons,
            Container = ContainerNames.Split(container).Length > 1 ? ContainerNames.Preferred(DirectContainers(request, source), container) : container,
            Target = target,
            Subtitles = target is null ? [] : Deliveries(source, request, target.Profile, target.Subtitle),
        };
    }

    private static TranscodeReason AgainstSubtitle(MediaStream? subtitle, MediaSource source, PlaybackRequest request)
        => subtitle is not null
            && SubtitleDecision.Choose(subtitle, request.Profile, null, source.Container).Method == SubtitleDeliveryMethod.Encode
            ? TranscodeReason.SubtitleCodecNotSupported
            : TranscodeReason.None;

    private static TranscodeReason AgainstBitrate(MediaSource source, PlaybackRequest request)
        => request.BitrateLimit(!source.IsVideo) is { } limit && source.Bitrate > limit
            ? TranscodeReason.ContainerBitrateExceedsLimit
            : TranscodeReason.None;

    private static PlaybackDecision Direct(MediaSource source, PlaybackRequest request, string? container) => new()
    {
        SupportsDirectPlay = true,
        SupportsTranscoding = MayTranscode(request),
        Container = container,
        Subtitles = Deliveries(source, request, null, null),
    };

    private static bool MayTranscode(PlaybackRequest request) => request.EnableTranscoding
        && request.Policy is null or { EnablePlaybackRemuxing: true } or { EnableVideoPlaybackTranscoding: true } or { EnableAudioPlaybackTranscoding: true };

    private static List<SubtitleDelivery> Deliveries(
        MediaSource source, PlaybackRequest request, TranscodingProfile? target, SubtitleDelivery? chosen)
        => source.Streams.Where(stream => stream.Type == MediaStreamType.Subtitle)
            .Select(stream => stream.Index == chosen?.StreamIndex
                ? chosen
                : SubtitleDecision.Choose(stream, request.Profile, target, source.Container))
            .ToList();

    private static string DirectContainers(PlaybackRequest request, MediaSource source)
        => string.Join(',', request.Profile.DirectPlayProfiles
            .Where(profile => profile.Type == (source.IsVideo ? DlnaProfileType.Video : DlnaProfileType.Audio))
            .SelectMany(profile => profile.Container?.StartsWith('-') == true ? [] : ContainerNames.Split(profile.Container)));
}
