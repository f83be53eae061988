using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Streaming;

/// <summary>Whether a stream of the source may be taken as it is, and what is encoded instead.</summary>
internal static class CopyRules
{
    private static readonly string[] AudioEncoders = ["aac", "mp3", "ac3", "eac3", "opus", "flac"];
    private static readonly string[] VideoEncoders = ["h264", "hevc", "av1", "vp9"];
    private static readonly string[] EncoderProfiles = ["high", "main", "baseline"];

    public static bool Video(MediaStream video, StreamParameters parameters, StreamTarget target)
        => parameters.AllowVideoStreamCopy
            && IsListed(target.VideoCodecs, video.Codec) && IsListed(target.Container.Video, video.Codec)
            && FitsSize(video, parameters) && FitsOptions(video, parameters)
            && !(parameters.RequireNonAnamorphic && video.IsAnamorphic)
            && !(parameters.RequireAvc && video.IsAvc == false);

    public static bool Audio(MediaStream audio, StreamParameters parameters, StreamTarget target)
        => parameters.AllowAudioStreamCopy && !audio.IsExternal
            && IsListed(target.AudioCodecs, audio.Codec) && IsListed(target.Container.Audio, audio.Codec)
            && !(audio.Channels > parameters.MaxAudioChannels)
            && !(audio.BitRate > parameters.AudioBitrate)
            && !(audio.SampleRate > parameters.AudioSampleRate);

    /// <summary>The first wanted codec that can be made; the container's usual one when there is none.</summary>
    public static string EncodableAudio(StreamTarget target)
        => ContainerNames.Split(target.AudioCodecs).Select(codec => codec.ToLowerInvariant())
            .FirstOrDefault(codec => AudioEncoders.Contains(codec) && target.Container.Audio.Contains(codec)) ?? target.Container.Audio[0];

    /// <summary>
    /// The first wanted codec that can be made and is allowed; one that is not allowed when the player takes nothing else; the container's
    /// usual one when it does not say.
    /// </summary>
    public static string EncodableVideo(StreamTarget target, EncodingOptions settings)
    {
        var codecs = ContainerNames.Split(target.VideoCodecs)
            .Select(codec => codec.ToLowerInvariant() switch { "h265" => "hevc", var other => other })
            .Where(codec => VideoEncoders.Contains(codec) && target.Container.Video.Contains(codec))
            .ToList();
        return codecs.Find(codec => IsAllowed(codec, settings)) ?? codecs.FirstOrDefault() ?? target.Container.Video[0];
    }

    public static string EncoderProfile(string? wanted)
    {
        var names = ContainerNames.Split(wanted).Select(name => name.Contains("baseline", StringComparison.OrdinalIgnoreCase) ? "baseline" : name);
        return names.FirstOrDefault(name => EncoderProfiles.Contains(name, StringComparer.OrdinalIgnoreCase))?.ToLowerInvariant() ?? "high";
    }

    private static bool IsAllowed(string codec, EncodingOptions settings) => codec switch
    {
        "hevc" => settings.AllowHevcEncoding,
        "av1" => settings.AllowAv1Encoding,
        _ => true,
    };

    private static bool FitsSize(MediaStream video, StreamParameters parameters)
        => !(video.Width > parameters.MaxWidth)
            && !(video.Height > parameters.MaxHeight)
            && !(video.BitRate > parameters.VideoBitrate)
            && !((video.AverageFrameRate ?? video.RealFrameRate) > parameters.MaxFramerate + 0.5);

    private static bool FitsOptions(MediaStream video, StreamParameters parameters)
        => !(video.Level > parameters.NumberOption(video.Codec, "level"))
            && !(video.BitDepth > parameters.NumberOption(video.Codec, "videobitdepth"))
            && !(video.RefFrames > parameters.NumberOption(video.Codec, "maxrefframes"))
            && !(video.IsInterlaced && parameters.Option(video.Codec, "deinterlace") == "true")
            && IsListedIfAny(parameters.Option(video.Codec, "profile"), video.Profile?.Replace(" ", "", StringComparison.Ordinal))
            && IsListedIfAny(parameters.Option(video.Codec, "rangetype"), VideoRanges.TypeOf(video).ToString());

    private static bool IsListed(string list, string? value) => IsListed(ContainerNames.Split(list), value);

    private static bool IsListed(IReadOnlyList<string> list, string? value) => value is not null && list.Contains(value, StringComparer.OrdinalIgnoreCase);

    private static bool IsListedIfAny(string? list, string? value)
        => string.IsNullOrEmpty(list) || value is null || IsListed(list.Replace('|', ','), value);
}
