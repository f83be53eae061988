using System.Globalization;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Images;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Streaming.Pipelines;

namespace MediaBrowser.Controller.Trickplay;

/// <summary>
/// What ffmpeg is told. It writes tiles (<c>0.jpg</c>, <c>1.jpg</c> ...) into the folder it is started in, and says one line for each thumbnail.
/// </summary>
public static class TrickplayArguments
{
    private const int MaxThreads = 64;

    /// <param name="path">Of the film; only local files are opened, whatever is in it.</param>
    /// <param name="media">What probing found in it.</param>
    /// <param name="plan">Sizes and times.</param>
    /// <param name="options">Of the server.</param>
    /// <param name="toneMap">Filters that make SDR of HDR; null for SDR.</param>
    public static IReadOnlyList<string> Make(string path, ItemMedia media, TrickplayPlan plan, TrickplayOptions options, string? toneMap)
    {
        var video = TrickplayPlan.Video(media)!;
        return
        [
            "-v", "error", "-nostdin", "-y", "-threads", Number(Math.Clamp(options.ProcessThreads, 0, MaxThreads)),
            .. options.EnableKeyFrameOnlyExtraction ? (string[])["-skip_frame", "nokey"] : [],
            // A jump in the times of a broken file must not fill the disk with copies of one picture.
            "-protocol_whitelist", "file", "-t", FfmpegArguments.Seconds(media.RunTimeTicks!.Value), "-i", "file:" + path,
            "-filter_complex", Filters(video, plan, toneMap),
            "-map", "[tiles]", "-fps_mode", "passthrough", "-c:v", "mjpeg", "-q:v", ImagePlan.JpegScale(Math.Clamp(options.JpegQuality, 1, 100)),
            "-f", "image2", "-start_number", "0", "%d.jpg",
            "-map", "[thumbnails]", "-fps_mode", "passthrough", "-f", "framecrc", "pipe:1",
        ];
    }

    /// <summary>Filters that make SDR of the film; null when it is SDR.</summary>
    public static string? ToneMap(ItemMedia media, FfmpegFeatures features, EncodingOptions settings)
        => TrickplayPlan.Video(media) is { } video && VideoRanges.Of(video) == VideoRange.HDR
            ? ToneMaps.InSoftware(video, VideoPipelines.InSoftware(features), settings)
            : null;

    /// <summary>"Round up": a thumbnail is what is seen at its time, not what is seen last before the next one's.</summary>
    private static string Filters(MediaStream video, TrickplayPlan plan, string? toneMap)
    {
        var highest = plan.Width * TrickplayPlan.MaxRatio;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[0:{video.FileIndex}]fps=1000/{plan.Interval}:round=up,scale=w={plan.Width}:h=clip(trunc({plan.Width}/dar/2)*2\\,2\\,{highest}),setsar=1,")
            + (toneMap is null ? "" : toneMap + ",")
            + string.Create(CultureInfo.InvariantCulture, $"format=yuvj420p,split[a][thumbnails];[a]tile={plan.TileWidth}x{plan.TileHeight}[tiles]");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
