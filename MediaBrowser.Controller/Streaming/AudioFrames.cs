namespace MediaBrowser.Controller.Streaming;

/// <summary>Encoded sound comes in frames of so many samples. They begin at the same times in every run when these are multiples of the length.</summary>
internal static class AudioFrames
{
    public const int DefaultRate = 48_000;

    /// <summary>That every encoder takes as they are.</summary>
    private static readonly int[] Rates = [32_000, 44_100, DefaultRate];

    public static int Rate(string codec, int? wanted) => codec != "opus" && wanted is { } rate && Rates.Contains(rate) ? rate : DefaultRate;

    /// <summary>Number of the first sample of the first frame that begins at a time or after it.</summary>
    public static long FirstSample(string codec, int rate, long ticks)
    {
        var length = Length(codec);
        var frame = ((decimal)ticks * rate / TimeSpan.TicksPerSecond) / length;
        return (long)decimal.Ceiling(frame) * length;
    }

    private static int Length(string codec) => codec switch
    {
        "mp3" => 1152,
        "ac3" or "eac3" => 1536,
        "opus" => 960,
        "flac" => 4608,
        _ => 1024,
    };
}
