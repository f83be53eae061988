using System.Globalization;
using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Streaming;

/// <summary>What happens to the picture between decoder and encoder.</summary>
internal static class VideoFilters
{
    private const string ToStandardRange
        = "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv";

    public static string Chain(StreamPlan plan, VideoPlan video, RunStart start)
    {
        var filters = new List<string>();
        if (start.Ticks > 0)
        {
            filters.Add($"trim=start={FfmpegArguments.Seconds(start.Ticks)}");
        }

        if (video.Stream.IsInterlaced)
        {
            filters.Add("yadif=0:-1:0");
        }

        if (video.Framerate is { } framerate)
        {
            filters.Add(string.Create(CultureInfo.InvariantCulture, $"fps={framerate:0.###}"));
        }

        if (video is { Width: { } width, Height: { } height } && !HasSize(video.Stream, width, height))
        {
            filters.Add(string.Create(CultureInfo.InvariantCulture, $"scale={width}:{height}"));
        }

        if (VideoRanges.Of(video.Stream) == VideoRange.HDR)
        {
            filters.Add(ToStandardRange);
        }

        filters.Add("format=yuv420p");
        if (plan.BurntSubtitle is { IsTextSubtitle: true } subtitle)
        {
            filters.Add(subtitle.IsExternal
                ? $"subtitles=f={FfmpegArguments.SubtitleLink}"
                : $"subtitles=f={FfmpegArguments.SubtitleLink}:si={EmbeddedIndex(plan.Source, subtitle)}");
        }

        return string.Join(',', filters);
    }

    private static bool HasSize(MediaStream stream, int width, int height) => stream.Rotation is 90 or 270
        ? stream.Width == height && stream.Height == width
        : stream.Width == width && stream.Height == height;

    /// <summary>The filter counts only subtitles.</summary>
    private static int EmbeddedIndex(MediaSource source, MediaStream subtitle)
        => source.Streams.Count(stream => stream is { Type: MediaStreamType.Subtitle, IsExternal: false } && stream.FileIndex < subtitle.FileIndex);
}
