using System.Numerics;

namespace MediaBrowser.Controller.Streaming;

/// <summary>Encoded sound comes in frames of so many samples. They begin at the same times in every run when these are multiples of the length.</summary>
internal static class AudioFrames
{
    public const int DefaultRate = 48_000;

    /// <summary>Ticks per second of MPEG-TS.</summary>
    public const int TransportClock = 90_000;

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

    /// <summary>
    /// Length of segments of sound alone in ticks: whole frames, whose times in MPEG-TS are then rounded in the same way in every run. Rounded
    /// down to what ffmpeg reads; the error of the whole stream stays below a frame.
    /// </summary>
    public static TimeSpan SegmentLength(string codec, int rate, TimeSpan least)
    {
        var samples = (long)Length(codec);
        var unit = samples * (rate / (long)BigInteger.GreatestCommonDivisor(rate, samples * TransportClock));
        var units = Math.Max((long)decimal.Ceiling((decimal)least.Ticks * rate / TimeSpan.TicksPerSecond / unit), 1);
        return TimeSpan.FromMicroseconds(units * unit * 1_000_000 / rate);
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
