using System.Numerics;
using MediaBrowser.Controller.Playback.Profiles;

namespace MediaBrowser.Controller.Playback.Decisions;

/// <summary>Whether a player takes a file as it is.</summary>
public static class DirectPlayCheck
{
    private const TranscodeReason NothingFits
        = TranscodeReason.ContainerNotSupported | TranscodeReason.VideoCodecNotSupported | TranscodeReason.AudioCodecNotSupported;

    /// <summary>Reasons against the direct play profile that suits best, and the container by that profile's name.</summary>
    public static (TranscodeReason Reasons, string? Container) Check(PlaybackRequest request, StreamProperties properties)
    {
        var source = properties.Source;
        var type = source.IsVideo ? DlnaProfileType.Video : DlnaProfileType.Audio;
        var container = new StreamContainer(source.Container, IsHls: false);
        var general = CodecRules.BrokenByContainer(request.Profile, type, source.Container, properties)
            | CodecRules.BrokenByVideo(request.Profile, container, properties)
            | CodecRules.BrokenByAudio(request.Profile, source.IsVideo ? CodecType.VideoAudio : CodecType.Audio, container, properties)
            | Unknown(properties);

        var best = request.Profile.DirectPlayProfiles
            .Where(profile => profile.Type == type)
            .Select(profile => (Reasons: Against(profile, properties), profile.Container))
            .OrderBy(match => BitOperations.PopCount((uint)match.Reasons))
            .ThenBy(match => match.Reasons)
            .FirstOrDefault((Reasons: source.IsVideo ? NothingFits : NothingFits & ~TranscodeReason.VideoCodecNotSupported, Container: null));
        var name = best.Reasons.HasFlag(TranscodeReason.ContainerNotSupported) ? source.Container : ContainerNames.Preferred(best.Container, source.Container);
        return (general | best.Reasons, name);
    }

    private static TranscodeReason Against(DirectPlayProfile profile, StreamProperties properties)
    {
        var reasons = TranscodeReason.None;
        if (!ContainerNames.Lists(profile.Container, properties.Source.Container))
        {
            reasons |= TranscodeReason.ContainerNotSupported;
        }

        if (properties.Video is { } video && !ContainerNames.Lists(profile.VideoCodec, video.Codec))
        {
            reasons |= TranscodeReason.VideoCodecNotSupported;
        }

        if (properties.Audio is { } audio && !ContainerNames.Lists(profile.AudioCodec, audio.Codec))
        {
            reasons |= TranscodeReason.AudioCodecNotSupported;
        }

        return reasons;
    }

    private static TranscodeReason Unknown(StreamProperties properties) => properties switch
    {
        { Source.IsVideo: true, Video: null } => TranscodeReason.UnknownVideoStreamInfo,
        { Source.IsVideo: false, Audio: null } => TranscodeReason.UnknownAudioStreamInfo,
        _ => TranscodeReason.None,
    };
}
