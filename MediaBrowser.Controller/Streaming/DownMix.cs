using System.Globalization;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Streaming;

/// <summary>Stereo of surround sound, as administrators want it. No filter looks back, so it is the same in every run.</summary>
internal static class DownMix
{
    private const double HalfPower = 0.70710678118654752;
    private const double RearOfRfc = 0.86602540378443865;

    /// <summary>
    /// Speakers of a layout in ffmpeg's order: left and right at the front (L, R), the middle (C), low frequencies (E), surround (l, r) and
    /// the middle behind (c).
    /// </summary>
    private static readonly Dictionary<string, string> Speakers = new(StringComparer.Ordinal)
    {
        ["3.0"] = "LRC",
        ["quad"] = "LRlr",
        ["5.0"] = "LRClr",
        ["5.1"] = "LRCElr",
        ["6.1"] = "LRCEclr",
        ["7.0"] = "LRClrlr",
        ["7.1"] = "LRCElrlr",
    };

    /// <summary>Before all others; none unless surround sound becomes stereo.</summary>
    public static IEnumerable<string> Filters(AudioPlan audio, EncodingOptions settings)
    {
        if (audio is not { Channels: 2, Stream.Channels: > 2 })
        {
            return [];
        }

        var layout = Layout(audio.Stream);
        return
        [
            // Broadcasts change their layout in the middle, to one that may lack a channel.
            .. Speakers.TryGetValue(layout, out var speakers) && Gains.Of(settings.DownMixStereoAlgorithm, layout) is { } gains
                ? [$"aformat=channel_layouts={layout}", $"pan=stereo|c0={Side(speakers, gains, 'L')}|c1={Side(speakers, gains, 'R')}"]
                : Array.Empty<string>(),
            .. settings.DownMixAudioBoost is > 0 and not 1 and var boost ? [$"volume={Text(boost)}"] : Array.Empty<string>(),
        ];
    }

    /// <summary>Where surround speakers stand makes no difference (<c>5.1(side)</c>); what is not said is guessed from the number of channels.</summary>
    private static string Layout(MediaStream stream) => stream.ChannelLayout is { Length: > 0 } layout
        ? layout.Split('(')[0]
        : stream.Channels switch
        {
            4 => "quad",
            5 => "5.0",
            6 => "5.1",
            7 => "6.1",
            8 => "7.1",
            _ => "",
        };

    private static string Side(string speakers, Gains gains, char front)
    {
        var own = char.ToLowerInvariant(front);
        var pairs = speakers.Count(speaker => speaker == own);
        var parts = speakers.Select(speaker => speaker switch
        {
            'C' => gains.Center,
            'E' => gains.Low,
            'c' => gains.Rear * HalfPower,
            'L' or 'R' => speaker == front ? gains.Front : 0,
            _ => (speaker == own ? gains.Rear : gains.OtherRear) * (pairs > 1 && gains.SharesRear ? HalfPower : 1),
        }).ToList();
        var scale = gains.MostTotal is { } most ? (speakers.Length > 4 ? 2 * most : most) / parts.Sum() : 1;
        return string.Join('+', parts.Select((gain, index) => (gain, index)).Where(part => part.gain > 0).Select(part => $"{Text(part.gain * scale)}*c{part.index}"));
    }

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>How loud each speaker is on one side of the stereo.</summary>
    private sealed record Gains(double Front, double Center, double Low, double Rear)
    {
        /// <summary>Surround of the other side.</summary>
        public double OtherRear { get; init; }

        /// <summary>Two pairs of surround speakers are together as loud as one.</summary>
        public bool SharesRear { get; init; } = true;

        /// <summary>All gains together, twice that with more than four speakers; null = as they are.</summary>
        public double? MostTotal { get; init; }

        /// <summary>The numbers are upstream's, and those of RFC 7845. Null where an algorithm says nothing of a layout.</summary>
        public static Gains? Of(DownMixStereoAlgorithms algorithm, string layout) => (algorithm, layout) switch
        {
            (DownMixStereoAlgorithms.Dave750, "5.1" or "7.1") => new(0.707, 0.5, 0.5, 0.707),
            (DownMixStereoAlgorithms.NightmodeDialogue, "5.1" or "7.1") => new(0.3, 1, 0, 0.3),
            (DownMixStereoAlgorithms.Rfc7845, not "7.0")
                => new(1, HalfPower, HalfPower, RearOfRfc) { OtherRear = 0.5, SharesRear = false, MostTotal = 1 },
            (DownMixStereoAlgorithms.Ac4, not ("quad" or "6.1")) => new(1, 0.707, 0, 0.707),
            _ => null,
        };
    }
}
