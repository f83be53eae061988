using System.Globalization;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;
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
    private const string Encoder = "mjpeg";
    private const int MaxThreads = 64;

    /// <param name="path">Of the film; only local files are opened, whatever is in it.</param>
    /// <param name="media">What probing found in it.</param>
    /// <param name="plan">Sizes and times.</param>
    /// <param name="options">Of the server.</param>
    /// <param name="pipeline">What decodes and encodes.</param>
    /// <param name="settings">Of the administrators.</param>
    public static IReadOnlyList<string> Make(
        string path, ItemMedia media, TrickplayPlan plan, TrickplayOptions options, VideoPipeline pipeline, EncodingOptions settings)
    {
        var video = TrickplayPlan.Video(media)!;
        return
        [
            "-v", "error", "-nostdin", "-y", "-threads", Number(Math.Clamp(options.ProcessThreads, 0, MaxThreads)),
            .. pipeline.IsHardware ? HardwareArguments.Open(pipeline.Acceleration, pipeline.Device) : [],
            .. pipeline.DecodesInHardware ? HardwareArguments.Decoder(pipeline.Acceleration, video.Codec!.ToLowerInvariant()) : [],
            .. options.EnableKeyFrameOnlyExtraction ? (string[])["-skip_frame", "nokey"] : [],
            // A jump in the times of a broken file must not fill the disk with copies of one picture.
            "-protocol_whitelist", "file", "-t", FfmpegArguments.Seconds(media.RunTimeTicks!.Value), "-i", "file:" + path,
            "-filter_complex", Filters(video, plan, pipeline, settings),
            "-map", "[tiles]", "-fps_mode", "passthrough", .. Jpeg(pipeline, Math.Clamp(options.JpegQuality, 1, 100)),
            "-f", "image2", "-start_number", "0", "%d.jpg",
            "-map", "[thumbnails]", "-fps_mode", "passthrough", "-f", "framecrc", "pipe:1",
        ];
    }

    /// <summary>
    /// Hardware decodes, makes small and tone maps where the settings say so and all of that works there; it encodes the tiles only of what it has decoded.
    /// </summary>
    public static VideoPipeline Choose(ItemMedia media, TrickplayOptions options, EncodingOptions settings, PipelineHost host)
    {
        var video = TrickplayPlan.Video(media)!;
        if (!options.EnableHwAcceleration)
        {
            return VideoPipelines.ForPictures(video, settings, host with { Acceleration = HardwareAccelerationType.none });
        }

        // QSV's decoders cannot skip frames; VA-API uses ffmpeg's own, on the same GPU.
        var pipeline = VideoPipelines.ForPictures(
            video,
            settings,
            options.EnableKeyFrameOnlyExtraction && host.Acceleration == HardwareAccelerationType.qsv ? host with { Acceleration = HardwareAccelerationType.vaapi } : host);
        return pipeline with
        {
            EncodesPictures = pipeline.DecodesInHardware && options.EnableHwEncoding && host.Features.Has(VideoEncoders.Name(Encoder, pipeline.Acceleration)),
        };
    }

    /// <summary>"Round up": a thumbnail is what is seen at its time, not what is seen last before the next one's.</summary>
    private static string Filters(MediaStream video, TrickplayPlan plan, VideoPipeline pipeline, EncodingOptions settings)
    {
        var highest = plan.Width * TrickplayPlan.MaxRatio;
        IEnumerable<string> filters =
        [
            string.Create(CultureInfo.InvariantCulture, $"fps=1000/{plan.Interval}:round=up"),
            .. pipeline.DecodesInHardware ? InHardware(video, plan, pipeline, settings) : [],
            string.Create(CultureInfo.InvariantCulture, $"scale=w={plan.Width}:h=clip(trunc({plan.Width}/dar/2)*2\\,2\\,{highest})"),
            "setsar=1",
            .. !pipeline.DecodesInHardware && IsHdr(video) ? [ToneMaps.InSoftware(video, pipeline.ToneMapper, settings)] : Array.Empty<string>(),
            "format=yuvj420p",
            "split[a][thumbnails]",
        ];
        var upload = pipeline.EncodesPictures ? ",scale=out_range=full," + HardwareFilters.Upload(pipeline.Acceleration) : "";
        return $"[0:{video.FileIndex}]{string.Join(',', filters)};"
            + string.Create(CultureInfo.InvariantCulture, $"[a]tile={plan.TileWidth}x{plan.TileHeight}{upload}[tiles]");
    }

    /// <summary>As small as they get without what the file says of the form of its pixels: that is done afterwards, and costs nothing then.</summary>
    private static IEnumerable<string> InHardware(MediaStream video, TrickplayPlan plan, VideoPipeline pipeline, EncodingOptions settings)
    {
        var small = video is { Width: > 0 and var width, Height: > 0 and var height }
            ? new VideoPlan(video, IsCopy: false, Encoder) { Width = plan.Width, Height = (int)Math.Max((long)plan.Width * height / width / 2 * 2, 2) }
            : new VideoPlan(video, IsCopy: false, Encoder);
        return [.. HardwareFilters.ScaleAndToneMap(small, pipeline, settings), HardwareFilters.Download(small, pipeline)];
    }

    private static string[] Jpeg(VideoPipeline pipeline, int quality) => pipeline.EncodesPictures
        ? ["-c:v", VideoEncoders.Name(Encoder, pipeline.Acceleration), "-global_quality:v", Number(quality)]
        : ["-c:v", Encoder, "-q:v", ImagePlan.JpegScale(quality)];

    private static bool IsHdr(MediaStream video) => VideoRanges.Of(video) == VideoRange.HDR;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
