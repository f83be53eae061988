using System.Globalization;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming.Pipelines;

namespace MediaBrowser.Controller.Streaming;

/// <summary>What ffmpeg reads, all at the same time: the film, the sound that lies beside it, and the picture subtitle.</summary>
internal static class FfmpegInputs
{
    /// <summary>Copying starts at the key frame at or after the time asked for, which must not be missed by rounding.</summary>
    private const long CopySeekMargin = TimeSpan.TicksPerMillisecond;

    /// <summary>Seeking in these ends anywhere, and nothing can be decoded before the next key frame.</summary>
    private const long UnindexedSeekMargin = 10 * TimeSpan.TicksPerSecond;

    private static readonly string[] ContainersWithoutIndex = ["ts", "mpeg", "mpegvideo", "vob"];

    public static IEnumerable<string> Arguments(StreamPlan plan, RunStart start, VideoPipeline pipeline, string[] copySeek) =>
    [
        .. pipeline.IsHardware ? HardwareArguments.Open(pipeline.Acceleration, pipeline.Device) : [],
        .. pipeline is { IsHardware: true, DecodesInHardware: true }
            ? HardwareArguments.Decoder(pipeline.Acceleration, plan.Video!.Stream.Codec!.ToLowerInvariant())
            : [],
        .. From(start, plan.IsCutCopy ? copySeek : ["-ss", Seconds(SeekTo(plan, start))]),
        .. Fonts(plan),
        .. Input(plan.Source.Path),
        .. plan.Audio?.Stream.Path is { } audio ? [.. From(start, "-ss", Seconds(start.Ticks)), .. Input(audio)] : Array.Empty<string>(),
        .. plan.BurntSubtitle is { IsTextSubtitle: false, Path: { } pictures } ? [.. SubtitleStart(plan, start), .. Input(pictures)] : Array.Empty<string>(),
        .. ReadsFilmTwice(plan, start) ? [.. Earlier(plan, start), .. Input(plan.Source.Path)] : Array.Empty<string>(),
    ];

    /// <summary>
    /// An output for nothing. ffmpeg takes it from the time of another packet of the same input that no subtitle has come; without one it would
    /// read on to the next subtitle, which may be the end of the film, before it makes the first picture.
    /// </summary>
    public static string[] ReadAlong(StreamPlan plan, RunStart start)
        => ReadsFilmTwice(plan, start) ? ["-map", $"{OfSubtitle(plan, start)}:{plan.Video!.Stream.FileIndex}", "-c", "copy", "-f", "null", "-"] : [];

    /// <summary>By the file's own clock: of packets that are copied, ffmpeg compares the times with nothing else.</summary>
    public static string[] CopySeek(StreamPlan plan, RunStart start)
        => ["-seek_timestamp", "1", "-noaccurate_seek", "-ss", Seconds(start.Ticks + plan.Source.StartTicks - CopySeekMargin)];

    /// <summary>Which input a picture subtitle is in.</summary>
    public static int OfSubtitle(StreamPlan plan, RunStart start)
        => !plan.BurntSubtitle!.IsExternal && !ReadsFilmTwice(plan, start) ? 0 : plan.Audio?.Stream is { IsExternal: true } ? 2 : 1;

    /// <summary>A run from the middle takes the pictures that lie inside the film from there a second time, from farther behind.</summary>
    private static bool ReadsFilmTwice(StreamPlan plan, RunStart start)
        => start.Ticks > 0 && plan.BurntSubtitle is { IsTextSubtitle: false, IsExternal: false };

    private static string[] From(RunStart start, params string[] arguments) => start.Ticks > 0 ? arguments : [];

    private static string[] Earlier(StreamPlan plan, RunStart start)
        => SeekTo(plan, start) - RunStart.SubtitleLookBack is > 0 and var ticks ? ["-noaccurate_seek", "-ss", Seconds(ticks)] : [];

    private static long SeekTo(StreamPlan plan, RunStart start)
        => ContainerNames.Split(plan.Source.Container).Intersect(ContainersWithoutIndex).Any() ? Math.Max(start.Ticks - UnindexedSeekMargin, 0) : start.Ticks;

    // A media file that is really a playlist must not make ffmpeg open addresses.
    private static string[] Input(string path) => ["-protocol_whitelist", "file", "-i", "file:" + path];

    /// <summary>The film's fonts for a subtitle beside it; one inside it has them anyway. Written anew, as the folder may be another run's.</summary>
    private static IEnumerable<string> Fonts(StreamPlan plan) => plan.FontsForSubtitle
        .SelectMany(font => new[] { Numbered("-dump_attachment:", font.Index), Numbered(FfmpegArguments.FontFolder + "/", font.Index) })
        .Prepend("-y")
        .Take(plan.FontsForSubtitle.Any() ? int.MaxValue : 0);

    /// <summary>
    /// Its times are the film's from its start, but ffmpeg would count from the first subtitle. What is shown when the run begins is read,
    /// too. Seeking in Blu-ray subtitles to what is before the first of them would lose it.
    /// </summary>
    private static string[] SubtitleStart(StreamPlan plan, RunStart start) => StreamPlan.IsSup(plan.BurntSubtitle)
        ? ["-itsoffset", Seconds(plan.Source.StartTicks), "-isync", "0", "-skip_initial_bytes", Numbered("", plan.SubtitleOffset)]
        : From(start, "-seek_timestamp", "1", "-noaccurate_seek", "-ss", Seconds(start.Ticks));

    private static string Seconds(long ticks) => FfmpegArguments.Seconds(ticks);

    private static string Numbered(string prefix, long number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");
}
