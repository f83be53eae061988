using System.Globalization;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Streaming.Pipelines;

/// <summary>What happens to the picture between decoder and encoder.</summary>
internal static class VideoFilters
{
    /// <summary>Frames per second up to which fields may become frames of their own.</summary>
    private const double MaxDoubledRate = 30;

    public static IEnumerable<string> Arguments(StreamPlan plan, VideoPlan video, RunStart start, VideoPipeline pipeline)
    {
        var filters = string.Join(',', Main(plan, video, start, pipeline));
        var upload = pipeline.DecodesInHardware && plan.BurntSubtitle is null ? "" : HardwareFilters.Upload(pipeline.Acceleration);
        if (plan.BurntSubtitle is { IsTextSubtitle: false } picture)
        {
            return
            [
                "-filter_complex",
                $"[0:{video.Stream.FileIndex}]{filters}[main];[{FfmpegInputs.OfSubtitle(plan, start)}:{picture.FileIndex}]{Fit(video)}[sub];"
                + $"[main][sub]overlay=x=(W-w)/2:y=0:eof_action=pass:repeatlast=0{Follows(upload)}[out]",
                "-map", "[out]",
            ];
        }

        return ["-map", $"0:{video.Stream.FileIndex}", "-vf", filters + Follows(upload)];
    }

    private static IEnumerable<string> Main(StreamPlan plan, VideoPlan video, RunStart start, VideoPipeline pipeline)
    {
        if (start.Ticks > 0)
        {
            yield return $"trim=start={FfmpegArguments.Seconds(start.Ticks)}";
        }

        if (video.Stream.IsInterlaced)
        {
            yield return pipeline.DecodesInHardware ? HardwareFilters.Deinterlace(pipeline.Acceleration) : Deinterlace(video.Stream, plan.Settings);
        }

        if (video.Framerate is { } framerate)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"fps={framerate:0.###}");
        }

        var middle = pipeline.DecodesInHardware ? HardwareFilters.ScaleAndToneMap(video, pipeline, plan.Settings) : ScaleAndToneMap(plan, video, pipeline);
        foreach (var filter in middle)
        {
            yield return filter;
        }

        if (pipeline.DecodesInHardware && plan.BurntSubtitle is not null)
        {
            yield return HardwareFilters.Download(video, pipeline);
        }

        if (plan.BurntSubtitle is { IsTextSubtitle: true } subtitle)
        {
            yield return Draw(plan, subtitle);
        }
    }

    private static IEnumerable<string> ScaleAndToneMap(StreamPlan plan, VideoPlan video, VideoPipeline pipeline)
    {
        if (video is { Width: { } width, Height: { } height } && !HasSize(video.Stream, width, height))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"scale={width}:{height}");
        }

        if (VideoRanges.Of(video.Stream) == VideoRange.HDR)
        {
            yield return ToneMaps.InSoftware(video.Stream, pipeline.ToneMapper, plan.Settings);
        }

        yield return "format=yuv420p";
    }

    private static string Deinterlace(MediaStream video, EncodingOptions settings)
    {
        var mode = settings.DeinterlaceDoubleRate && (video.AverageFrameRate ?? video.RealFrameRate) <= MaxDoubledRate ? 1 : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{settings.DeinterlaceMethod}={mode}:-1:0");
    }

    private static string Draw(StreamPlan plan, MediaStream subtitle)
    {
        var filter = $"subtitles=f={FfmpegArguments.SubtitleLink}";
        if (!subtitle.IsExternal)
        {
            return $"{filter}:si={EmbeddedIndex(plan.Source, subtitle)}";
        }

        return plan.FontsForSubtitle.Any() ? $"{filter}:fontsdir={FfmpegArguments.FontFolder}" : filter;
    }

    /// <summary>Pictures were made for another size, often with other borders: as high as the film, in the middle of it.</summary>
    private static string Fit(VideoPlan video)
        => video.Height is { } height ? string.Create(CultureInfo.InvariantCulture, $"scale=-1:{height}:flags=fast_bilinear") : "null";

    private static string Follows(string filter) => filter.Length == 0 ? "" : "," + filter;

    private static bool HasSize(MediaStream stream, int width, int height) => stream.Rotation is 90 or 270
        ? stream.Width == height && stream.Height == width
        : stream.Width == width && stream.Height == height;

    /// <summary>The filter counts only subtitles.</summary>
    private static int EmbeddedIndex(MediaSource source, MediaStream subtitle)
        => source.Streams.Count(stream => stream is { Type: MediaStreamType.Subtitle, IsExternal: false } && stream.FileIndex < subtitle.FileIndex);
}
