using System.Globalization;
using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Streaming;

/// <summary>How sound is encoded.</summary>
internal static class AudioEncoders
{
    private const int BitrateOfChannel = 128_000;
    private const int MostBitsOfAc3 = 640_000;

    /// <summary>Stereo, 5.1 and 7.1 besides mono and 5.0: what has other numbers of channels is in a layout that some encoder does not take.</summary>
    public static int Channels(string codec, int wanted)
    {
        var most = codec switch
        {
            "mp3" => 2,
            "ac3" or "eac3" => 6,
            _ => 8,
        };
        return Math.Min(wanted, most) switch
        {
            3 or 4 => 2,
            7 => 6,
            var channels => channels,
        };
    }

    public static int UsualBitrate(string codec, int channels)
        => codec == "ac3" ? Math.Min(channels * BitrateOfChannel, MostBitsOfAc3) : channels * BitrateOfChannel;

    /// <summary>Sound begins at a frame of the uninterrupted stream.</summary>
    public static IEnumerable<string> Arguments(AudioPlan audio, RunStart start, EncodingOptions settings)
    {
        var rate = audio.SampleRate ?? AudioFrames.DefaultRate;
        var first = AudioFrames.FirstSample(audio.Codec, rate, start.Ticks);
        string[] filters = [.. DownMix.Filters(audio, settings), string.Create(CultureInfo.InvariantCulture, $"aresample={rate}:async=1:first_pts={first}")];
        return
        [
            "-c:a", audio.Codec switch { "mp3" => "libmp3lame", "opus" => "libopus", var codec => codec },
            .. audio.Channels is { } channels ? ["-ac", Text(channels)] : Array.Empty<string>(),
            .. Bitrate(audio),
            // Frames would borrow room from frames before them, which come from another run.
            .. audio.Codec == "mp3" ? ["-reservoir", "0"] : Array.Empty<string>(),
            "-af", string.Join(',', filters), "-ar", Text(rate),
        ];
    }

    /// <summary>LAME's quality for a bit rate per channel, as upstream's. Very low and very high rates are an average; others vary by themselves.</summary>
    private static string[] Bitrate(AudioPlan audio) => (audio, audio.Bitrate / (audio.Channels ?? 2)) switch
    {
        ({ Bitrate: null }, _) => [],
        ({ HasVariableRate: true, Codec: "mp3" }, > 48_000 and < 122_500 and var each)
            => ["-q:a", each switch { < 64_000 => "6", < 88_000 => "4", < 112_000 => "2", _ => "0" }],
        ({ HasVariableRate: true, Codec: "mp3" }, _) => ["-abr", "1", "-b:a", Text(audio.Bitrate.Value)],
        _ => ["-b:a", Text(audio.Bitrate.Value)],
    };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
