using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Indexes;

/// <summary>A part of a film, in ticks as the file counts them.</summary>
/// <param name="From">A key frame; null = from the beginning.</param>
/// <param name="To">A later one, which is not part of it; null = to the end.</param>
internal sealed record IndexSample(long? From, long? To)
{
    /// <summary>ffprobe says times in millionths of a second.</summary>
    public const long Tolerance = 2 * TimeSpan.TicksPerMicrosecond;

    /// <summary>For ffprobe, which starts at the key frame at or before a time: rounding must not make that the one before.</summary>
    public string Interval => $"{Seconds(From + TimeSpan.TicksPerMillisecond)}%{Seconds(To)}";

    public List<long> Of(IEnumerable<long> keyFrames)
        => [.. keyFrames.Where(time => !(time < From - Tolerance) && !(time >= To - Tolerance)).Distinct().Order()];

    private static string Seconds(long? ticks) => ticks is { } value ? FfmpegArguments.Seconds(value) : "";
}
