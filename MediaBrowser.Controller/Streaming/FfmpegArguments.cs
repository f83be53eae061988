using System.Globalization;

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

    /// <summary>Copying starts at the key frame at or after the time asked for, which must not be missed by rounding.</summary>
    private const long CopySeekMargin = TimeSpan.TicksPerMillisecond;

    /// <param name="plan">What to make.</param>
    /// <param name="segment">First segment to make.</param>
    /// <param name="encoding">x264 preset and quality.</param>
    public static IReadOnlyList<string> Hls(StreamPlan plan, int segment, VideoEncoding encoding)
    {
        var arguments = new List<string> { "-hide_banner", "-nostats", "-nostdin", "-loglevel", "warning" };
        AddInputs(arguments, plan, segment);
        arguments.AddRange(["-map_metadata", "-1", "-map_chapters", "-1", "-max_muxing_queue_size", "2048"]);
        AddVideo(arguments, plan, segment, encoding);
        AddAudio(arguments, plan);
        arguments.AddRange(["-copyts", "-start_at_zero", "-avoid_negative_ts", "disabled", "-max_delay", "5000000", "-strict", "-2"]);
        AddMuxer(arguments, plan, segment);
        return arguments;
    }

    /// <summary>Seconds with a point, as ffmpeg reads them.</summary>
    public static string Seconds(long ticks) => (ticks / (decimal)TimeSpan.TicksPerSecond).ToString("0.######", CultureInfo.InvariantCulture);

    private static void AddInputs(List<string> arguments, StreamPlan plan, int segment)
    {
        AddInput(arguments, plan, segment, plan.Source.Path);
        if (plan.Audio?.Stream.Path is { } audioPath)
        {
            AddInput(arguments, plan, segment, audioPath);
        }
    }

    private static void AddInput(List<string> arguments, StreamPlan plan, int segment, string path)
    {
        if (segment > 0)
        {
            var start = plan.Grid.FileStart(plan.Grid.FirstFile(segment));
            arguments.AddRange(["-ss", Seconds(plan.Video is { IsCopy: true } ? Math.Max(start - CopySeekMargin, 0) : start)]);
        }

        // A media file that is really a playlist must not make ffmpeg open addresses.
        arguments.AddRange(["-protocol_whitelist", "file", "-i", "file:" + path]);
    }

    private static void AddVideo(List<string> arguments, StreamPlan plan, int segment, VideoEncoding encoding)
    {
        if (plan.Video is not { } video)
        {
            arguments.Add("-vn");
            return;
        }

        if (video.IsCopy)
        {
            arguments.AddRange(["-map", $"0:{video.Stream.FileIndex}", "-c:v", "copy", "-copypriorss:v", "0"]);
            if (video.Codec == "hevc" && plan.IsFragmentedMp4)
            {
                arguments.AddRange(["-tag:v", "hvc1"]);
            }

            return;
        }

        AddFilters(arguments, plan, video);
        arguments.AddRange(["-c:v", "libx264", "-preset", encoding.Preset, "-crf", encoding.Crf.ToString(CultureInfo.InvariantCulture)]);
        if (video.MaxBitrate is { } bitrate)
        {
            arguments.AddRange(["-maxrate", Text(bitrate), "-bufsize", Text(2L * bitrate)]);
        }

        arguments.AddRange(["-profile:v", video.Profile ?? "high"]);
        if (video.Level is > 0 and <= 62 and var level)
        {
            arguments.AddRange(["-level", (level / 10).ToString("0.0", CultureInfo.InvariantCulture)]);
        }

        arguments.AddRange(["-pix_fmt", "yuv420p", "-sc_threshold", "0", "-g", "1000000"]);
        // Frame times as they are: a frame rate that is rounded shifts or loses frames where a run starts.
        arguments.AddRange(["-fps_mode", "passthrough", "-enc_time_base", "1:90000"]);
        arguments.AddRange(["-force_key_frames", string.Join(',', plan.Grid.FileStartsFrom(segment).Select(Seconds))]);
    }

    private static void AddFilters(List<string> arguments, StreamPlan plan, VideoPlan video)
    {
        var filters = VideoFilters.Chain(plan, video);
        if (plan.BurntSubtitle is { IsTextSubtitle: false, IsExternal: false } picture)
        {
            arguments.AddRange(
            [
                "-filter_complex",
                $"[0:{video.Stream.FileIndex}]{filters}[main];[main][0:{picture.FileIndex}]overlay=eof_action=pass:repeatlast=0[out]",
                "-map", "[out]",
            ]);
            return;
        }

        arguments.AddRange(["-map", $"0:{video.Stream.FileIndex}", "-vf", filters]);
    }

    private static void AddAudio(List<string> arguments, StreamPlan plan)
    {
        if (plan.Audio is not { } audio)
        {
            arguments.Add("-an");
            return;
        }

        arguments.AddRange(["-map", $"{(audio.Stream.IsExternal ? 1 : 0)}:{audio.Stream.FileIndex}"]);
        if (audio.IsCopy)
        {
            arguments.AddRange(["-c:a", "copy", "-copypriorss:a", "0"]);
            return;
        }

        arguments.AddRange(["-c:a", audio.Codec switch { "mp3" => "libmp3lame", "opus" => "libopus", var codec => codec }]);
        Add(arguments, "-ac", audio.Channels);
        Add(arguments, "-b:a", audio.Bitrate);
        Add(arguments, "-ar", audio.SampleRate);
    }

    private static void AddMuxer(List<string> arguments, StreamPlan plan, int segment)
    {
        // Every key frame of the picture starts a file; sound alone is cut by time.
        var length = plan.Video is null ? Seconds(plan.Grid.Length(0)) : "0.001";
        arguments.AddRange(["-f", "hls", "-hls_time", length, "-hls_list_size", "0", "-hls_playlist_type", "vod", "-hls_flags", "temp_file"]);
        arguments.AddRange(["-start_number", Text(plan.Grid.FirstFile(segment))]);
        arguments.AddRange(plan.IsFragmentedMp4
            ? ["-hls_segment_type", "fmp4", "-hls_fmp4_init_filename", InitFile, "-hls_segment_options", "movflags=+frag_discont"]
            : ["-hls_segment_type", "mpegts", "-hls_segment_options", "avoid_negative_ts=disabled"]);
        arguments.AddRange(["-hls_segment_filename", $"%d.{plan.SegmentContainer}", "list.m3u8"]);
    }

    private static void Add(List<string> arguments, string name, int? value)
    {
        if (value is not null)
        {
            arguments.AddRange([name, Text(value.Value)]);
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <param name="Preset">Of x264.</param>
/// <param name="Crf">Of x264; less is better.</param>
public sealed record VideoEncoding(string Preset, int Crf);
