using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Streaming;

/// <summary>A container that streams can be made in, and what fits into it.</summary>
/// <param name="Name">As streams are called.</param>
/// <param name="Muxer">Of ffmpeg.</param>
/// <param name="ContentType">On the wire.</param>
public sealed record OutputContainer(string Name, string Muxer, string ContentType)
{
    /// <summary>In segments.</summary>
    public static readonly OutputContainer Ts = new("ts", "mpegts", "video/mp2t") { Video = ["h264", "hevc"], Audio = ["aac", "mp3", "ac3", "eac3"] };

    /// <summary>In segments; sent as it is made, it comes in fragments, too.</summary>
    public static readonly OutputContainer Mp4 = new("mp4", "mp4", "video/mp4")
    {
        Video = ["h264", "hevc", "av1", "vp9"],
        Audio = ["aac", "mp3", "ac3", "eac3", "opus", "flac", "alac"],
        Options = ["-movflags", "frag_keyframe+empty_moov+default_base_moof+delay_moov", "-frag_duration", "2000000"],
    };

    private static readonly OutputContainer Mkv = new("mkv", "matroska", "video/x-matroska")
    {
        Video = ["h264", "hevc", "av1", "vp9", "vp8", "mpeg2video", "mpeg4", "vc1"],
        Audio = ["aac", "mp3", "ac3", "eac3", "opus", "flac", "alac", "vorbis", "dts", "truehd"],
    };

    private static readonly OutputContainer Webm = new("webm", "webm", "video/webm") { Video = ["vp9", "av1", "vp8"], Audio = ["opus", "vorbis"] };

    private static readonly OutputContainer Ogg = new("ogg", "ogg", "audio/ogg") { Audio = ["opus", "flac", "vorbis"] };

    private static readonly Dictionary<string, OutputContainer> ForFilms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mp4"] = Mp4,
        ["m4v"] = Mp4,
        ["ts"] = Ts,
        ["mkv"] = Mkv,
        ["webm"] = Webm,
    };

    private static readonly Dictionary<string, OutputContainer> ForSound = new(StringComparer.OrdinalIgnoreCase)
    {
        ["aac"] = new("aac", "adts", "audio/aac") { Audio = ["aac"] },
        ["mp3"] = new("mp3", "mp3", "audio/mpeg") { Audio = ["mp3"], Options = ["-write_xing", "0"] },
        ["flac"] = new("flac", "flac", "audio/flac") { Audio = ["flac"] },
        ["ogg"] = Ogg,
        ["oga"] = Ogg,
        ["opus"] = Ogg with { Audio = ["opus"] },
        ["webm"] = Webm with { ContentType = "audio/webm" },
        ["webma"] = Webm with { ContentType = "audio/webm" },
        ["mp4"] = Mp4 with { ContentType = "audio/mp4" },
        ["m4a"] = Mp4 with { ContentType = "audio/mp4" },
        ["mka"] = Mkv with { ContentType = "audio/x-matroska" },
        ["mkv"] = Mkv with { ContentType = "audio/x-matroska" },
        ["ts"] = Ts,
    };

    /// <summary>Codecs of pictures, the usual one first.</summary>
    public IReadOnlyList<string> Video { get; init; } = [];

    /// <summary>Codecs of sound, the usual one first.</summary>
    public IReadOnlyList<string> Audio { get; init; } = [];

    /// <summary>For the muxer of what is sent as it is made.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>
    /// The first known one of a comma list. When nothing is asked for: what suits the first wanted codec, else what the source is in, else
    /// what every player takes. Null when only unknown ones are asked for.
    /// </summary>
    public static OutputContainer? Choose(string? wanted, StreamParameters parameters, MediaSource source)
    {
        var known = parameters.IsSoundAlone ? ForSound : ForFilms;
        if (ContainerNames.Split(wanted) is { Length: > 0 } names)
        {
            return names.Select(known.GetValueOrDefault).FirstOrDefault(container => container is not null);
        }

        var codec = ContainerNames.Split(parameters.IsSoundAlone ? parameters.AudioCodecs : parameters.VideoCodecs).FirstOrDefault()?.ToLowerInvariant();
        var suiting = codec switch
        {
            null => ContainerNames.Split(source.Container).FirstOrDefault(known.ContainsKey),
            "vorbis" => "ogg",
            "vp8" or "vp9" => "webm",
            "hevc" or "h265" or "av1" => "mp4",
            _ => codec,
        };
        return known.GetValueOrDefault(suiting ?? "") ?? known[parameters.IsSoundAlone ? "mp3" : "ts"];
    }
}
