using System.Globalization;
using MediaBrowser.Controller.Streaming.Pipelines;

namespace MediaBrowser.Controller.Streaming;

/// <summary>
/// The argument list for ffmpeg. Times stay absolute, so that a run that starts at segment k makes the same pictures with the same
/// timestamps as one that started at the beginning.
/// </summary>
public static class FfmpegArguments
{
    /// <summary>Name of the initialisation segment of fragmented MP4.</summary>
    public const string InitFile = "init.mp4";

    /// <summary>Link to the file with the subtitle to burn in: no path is ever part of a filter description.</summary>
    public const string SubtitleLink = "subtitle-source";

    /// <summary>Folder with the fonts of the film, for a subtitle that is not in it.</summary>
    public const string FontFolder = "fonts";

    /// <summary>MPEG-TS begins at ten seconds to have room for what is decoded before it is shown; fragmented MP4 needs the same room.</summary>
    private const string FragmentedMp4Offset = "10";

    /// <summary>More than what encoders of sound put before its first sample.</summary>
    private const long BeforeSound = 50 * TimeSpan.TicksPerMillisecond;

    private static readonly string[] General = ["-hide_banner", "-nostats", "-nostdin", "-loglevel", "warning"];

    /// <summary>With fewer packets, films whose streams are far apart in the file fail.</summary>
    private const int LeastQueue = 128;

    /// <param name="plan">What to make.</param>
    /// <param name="segment">First segment that is wanted; see <see cref="RunStart"/> for the files before it.</param>
    /// <param name="pipeline">What makes the picture if it is encoded.</param>
    public static IReadOnlyList<string> Hls(StreamPlan plan, int segment, VideoPipeline pipeline)
    {
        var start = RunStart.At(plan, segment);
        var arguments = new List<string>(General);
        arguments.AddRange(Threads(plan));
        arguments.AddRange(FfmpegInputs.Arguments(plan, start, pipeline, FfmpegInputs.CopySeek(plan, start)));
        arguments.AddRange([.. ForEveryMuxer(plan), .. Threads(plan)]);
        AddVideo(arguments, plan, start, pipeline, string.Join(',', plan.Grid.FileStartsFrom(start.FirstWanted).Select(Seconds)), copiesWhatIsBefore: false);
        AddAudio(arguments, plan, start, copiesWhatIsBefore: false, plan.Video is null ? FirstPacketAt(plan, start) : null);
        arguments.AddRange(["-copyts", "-start_at_zero", "-avoid_negative_ts", "disabled", "-max_delay", "5000000", "-strict", "-2"]);
        AddMuxer(arguments, plan, start);
        arguments.AddRange(FfmpegInputs.ReadAlong(plan, start));
        return arguments;
    }

    /// <summary>
    /// All of a stream from a time on, written to the standard output while it is made. A picture that is copied begins at the key frame before.
    /// </summary>
    /// <param name="plan">What to make.</param>
    /// <param name="container">In what.</param>
    /// <param name="startTicks">From the start of the film.</param>
    /// <param name="pipeline">What makes the picture if it is encoded.</param>
    public static IReadOnlyList<string> Progressive(StreamPlan plan, OutputContainer container, long startTicks, VideoPipeline pipeline)
    {
        var start = new RunStart(startTicks, 0, 0);
        var copiesVideo = plan.Video is { IsCopy: true };
        var arguments = new List<string>(General);
        arguments.AddRange(Threads(plan));
        arguments.AddRange(FfmpegInputs.Arguments(plan, start, pipeline, ["-noaccurate_seek", "-ss", Seconds(startTicks)]));
        arguments.AddRange([.. ForEveryMuxer(plan), .. Threads(plan)]);
        AddVideo(arguments, plan, start, pipeline, "expr:if(isnan(prev_forced_t),1,gte(t,prev_forced_t+3))", copiesWhatIsBefore: true);
        AddAudio(arguments, plan, start, copiesVideo, null);
        arguments.AddRange(["-copyts", "-start_at_zero", "-output_ts_offset", Seconds(-startTicks), "-avoid_negative_ts", "make_zero", "-strict", "-2"]);
        arguments.AddRange(["-f", container.Muxer, .. container.Options, "pipe:1", .. FfmpegInputs.ReadAlong(plan, start)]);
        return arguments;
    }

    /// <summary>Seconds with a point, as ffmpeg reads them.</summary>
    public static string Seconds(long ticks) => (ticks / (decimal)TimeSpan.TicksPerSecond).ToString("0.######", CultureInfo.InvariantCulture);

    private static string[] ForEveryMuxer(StreamPlan plan)
        => ["-map_metadata", "-1", "-map_chapters", "-1", "-max_muxing_queue_size", Text(Math.Max(plan.Settings.MaxMuxingQueueSize, LeastQueue))];

    /// <summary>Of the decoder before the input, of the encoder after it; all there are unless administrators limit them.</summary>
    private static string[] Threads(StreamPlan plan) => plan.Settings.EncodingThreadCount > 0 ? ["-threads", Text(plan.Settings.EncodingThreadCount)] : [];

    private static void AddVideo(
        List<string> arguments, StreamPlan plan, RunStart start, VideoPipeline pipeline, string keyFrames, bool copiesWhatIsBefore)
    {
        if (plan.Video is not { } video)
        {
            arguments.Add("-vn");
            return;
        }

        if (video.IsCopy)
        {
            arguments.AddRange(["-map", $"0:{video.Stream.FileIndex}", "-c:v", "copy", "-copypriorss:v", copiesWhatIsBefore ? "1" : "0"]);
            arguments.AddRange(Tag(plan, video));
            return;
        }

        arguments.AddRange(VideoFilters.Arguments(plan, video, start, pipeline));
        arguments.AddRange(VideoEncoders.Arguments(video, pipeline, plan.Settings));
        arguments.AddRange(Tag(plan, video));
        arguments.AddRange(PacketFilters.Arguments(plan, video, pipeline));
        // Frame times as they are: a frame rate that is rounded shifts or loses frames where a run starts.
        arguments.AddRange(["-fps_mode", "passthrough", "-enc_time_base", "1:90000"]);
        arguments.AddRange(["-force_key_frames", keyFrames]);
    }

    private static string[] Tag(StreamPlan plan, VideoPlan video) => video.Codec == "hevc" && plan.IsFragmentedMp4 ? ["-tag:v", "hvc1"] : [];

    private static void AddAudio(List<string> arguments, StreamPlan plan, RunStart start, bool copiesWhatIsBefore, string? copyFilter)
    {
        if (plan.Audio is not { } audio)
        {
            arguments.Add("-an");
            return;
        }

        arguments.AddRange(["-map", $"{(audio.Stream.IsExternal ? 1 : 0)}:{audio.Stream.FileIndex}"]);
        if (audio.IsCopy)
        {
            arguments.AddRange(["-c:a", "copy", "-copypriorss:a", copiesWhatIsBefore ? "1" : "0"]);
            string[] filters =
            [
                // Broadcasts have it in another form; what has the right one passes unchanged.
                .. audio.Codec == "aac" && plan.IsFragmentedMp4 ? ["aac_adtstoasc"] : Array.Empty<string>(),
                .. copyFilter is null ? Array.Empty<string>() : [copyFilter],
            ];
            arguments.AddRange(filters.Length > 0 ? ["-bsf:a", string.Join(',', filters)] : []);
            return;
        }

        arguments.AddRange(AudioEncoders.Arguments(audio, start, plan.Settings));
    }

    /// <summary>
    /// Sound alone is cut by the time since the run's first packet, which may lie anywhere within a frame: it is said to lie at the cut, and
    /// before all that there is before the start of the sound.
    /// </summary>
    private static string FirstPacketAt(StreamPlan plan, RunStart start)
    {
        var clock = plan.IsFragmentedMp4 ? plan.Audio?.SampleRate : AudioFrames.TransportClock;
        return string.Create(CultureInfo.InvariantCulture, $"setts=ts='if(eq(N,0),{(start.Ticks - BeforeSound) * clock / TimeSpan.TicksPerSecond},TS)'");
    }

    private static void AddMuxer(List<string> arguments, StreamPlan plan, RunStart start)
    {
        // Every key frame of the picture starts a file; sound alone is cut by time.
        var length = plan.Video is null ? Seconds(plan.Grid.Length(0)) : "0.001";
        arguments.AddRange(["-f", "hls", "-hls_time", length, "-hls_list_size", "0", "-hls_playlist_type", "vod", "-hls_flags", "temp_file"]);
        arguments.AddRange(["-start_number", Text(start.File)]);
        arguments.AddRange(plan.IsFragmentedMp4
            ?
            [
                "-hls_segment_type", "fmp4", "-hls_fmp4_init_filename", InitFile, "-output_ts_offset", FragmentedMp4Offset,
                // An edit list says how far the first picture of this run is delayed; the next run's may be delayed more.
                "-hls_segment_options", "movflags=+frag_discont:use_editlist=0:avoid_negative_ts=disabled",
            ]
            : ["-hls_segment_type", "mpegts", "-hls_segment_options", "avoid_negative_ts=disabled"]);
        arguments.AddRange(["-hls_segment_filename", $"%d.{plan.SegmentContainer}", "list.m3u8"]);
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
