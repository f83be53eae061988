using System.Globalization;
using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Streaming.Pipelines;

/// <summary>
/// Arguments of encoders. All of them make key frames where they are told to and nowhere else: every key frame starts a file, and files are
/// counted.
/// </summary>
internal static class VideoEncoders
{
    /// <summary>No key frame comes by itself within it: those that are forced come every few seconds. QSV counts in 16 bits.</summary>
    private const string Endless = "1000000";
    private const string EndlessForQsv = "65000";

    /// <summary>Of ffmpeg.</summary>
    public static string Name(string codec, HardwareAccelerationType type) => type == HardwareAccelerationType.none
        ? codec switch { "hevc" => "libx265", "av1" => "libsvtav1", "vp9" => "libvpx-vp9", _ => "libx264" }
        : $"{codec}_{type}";

    /// <param name="video">What to make.</param>
    /// <param name="pipeline">With what.</param>
    /// <param name="settings">Of the administrators.</param>
    public static IEnumerable<string> Arguments(VideoPlan video, VideoPipeline pipeline, EncodingOptions settings) =>
    [
        "-c:v", Name(video.Codec, pipeline.Acceleration),
        .. pipeline.Acceleration switch
        {
            HardwareAccelerationType.qsv => Qsv(video, pipeline, settings),
            HardwareAccelerationType.vaapi => Vaapi(video, settings),
            HardwareAccelerationType.nvenc => Nvenc(video, pipeline, settings),
            _ => Software(video, pipeline, settings),
        },
    ];

    private static string[] Software(VideoPlan video, VideoPipeline pipeline, EncodingOptions settings) => video.Codec switch
    {
        "hevc" =>
        [
            "-preset", EncoderPresets.X264(pipeline, settings), "-crf", Text(settings.H265Crf), .. RateControl.Limit(video.MaxBitrate), "-profile:v", "main",
            "-pix_fmt", "yuv420p", "-forced-idr", "1", "-x265-params", "scenecut=0:open-gop=0:keyint=-1:info=0:log-level=error",
        ],
        // It forces key frames only while it aims at a quality.
        "av1" =>
        [
            "-preset", EncoderPresets.Svt(pipeline, settings), "-crf", "35", .. RateControl.Limit(video.MaxBitrate),
            "-pix_fmt", "yuv420p", "-svtav1-params", "enable-force-key-frames=1", "-g", Endless,
        ],
        "vp9" =>
        [
            "-deadline", "realtime", "-cpu-used", EncoderPresets.Vpx(pipeline, settings), "-row-mt", "1", "-crf", "31", .. RateControl.Vpx(video.MaxBitrate),
            "-pix_fmt", "yuv420p", "-lag-in-frames", "0", "-auto-alt-ref", "0", "-g", Endless,
        ],
        _ =>
        [
            "-preset", EncoderPresets.X264(pipeline, settings), "-crf", Text(pipeline.Crf ?? settings.H264Crf), .. RateControl.Limit(video.MaxBitrate),
            "-profile:v", video.Profile ?? "high", .. Level(video), "-pix_fmt", "yuv420p", "-sc_threshold", "0", "-g", Endless,
        ],
    };

    // Without B-frames the order of packets is the same on every GPU; see PacketFilters for how it fits to that of others.
    private static string[] Qsv(VideoPlan video, VideoPipeline pipeline, EncodingOptions settings) =>
    [
        "-preset", EncoderPresets.Qsv(pipeline, settings), .. Profile(video, "baseline"), .. LowPower(video, settings),
        .. video.Codec == "h264" ? ["-look_ahead", "0"] : Array.Empty<string>(),
        .. RateControl.Qsv(video, settings), "-bf", "0", .. video.Codec is "h264" or "hevc" ? ["-forced_idr", "1"] : Array.Empty<string>(), "-g", EndlessForQsv,
    ];

    private static string[] Vaapi(VideoPlan video, EncodingOptions settings) =>
        [.. Profile(video, "constrained_baseline"), .. LowPower(video, settings), .. RateControl.Vaapi(video, settings), "-bf", "0", "-g", Endless];

    private static string[] Nvenc(VideoPlan video, VideoPipeline pipeline, EncodingOptions settings) =>
    [
        "-preset", EncoderPresets.Nvenc(pipeline, settings), .. Profile(video, "baseline"), .. RateControl.Nvenc(video, settings),
        "-bf", "0", "-forced-idr", "1", "-no-scenecut", "1", "-g", Endless,
    ];

    private static string[] Profile(VideoPlan video, string baseline) => video.Codec switch
    {
        "h264" => ["-profile:v", video.Profile == "baseline" ? baseline : video.Profile ?? "high"],
        "hevc" => ["-profile:v", "main"],
        _ => [],
    };

    private static string[] LowPower(VideoPlan video, EncodingOptions settings) => video.Codec switch
    {
        "h264" when settings.EnableIntelLowPowerH264HwEncoder => ["-low_power", "1"],
        "hevc" when settings.EnableIntelLowPowerHevcHwEncoder => ["-low_power", "1"],
        _ => [],
    };

    /// <summary>Encoders in hardware fail where a level does not fit, instead of adjusting it.</summary>
    private static string[] Level(VideoPlan video)
        => video.Level is > 0 and <= 62 and var level ? ["-level", (level / 10).ToString("0.0", CultureInfo.InvariantCulture)] : [];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
