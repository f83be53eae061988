using System.Globalization;
using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Streaming.Pipelines;

/// <summary>How much data encoders make. The numbers are upstream's: a buffer of two seconds, for QSV of four.</summary>
internal static class RateControl
{
    /// <summary>Constant quality that does not exceed a limit for long.</summary>
    public static string[] Limit(int? bitrate) => bitrate is null ? [] : ["-maxrate", Text(bitrate), "-bufsize", Text(2L * bitrate)];

    /// <summary>Its limit is the rate that it aims at; 0 = only quality counts.</summary>
    public static string[] Vpx(int? bitrate) => ["-b:v", Text(bitrate ?? 0), .. Limit(bitrate)];

    /// <summary>A highest rate that differs by one bit from the one that is aimed at makes it vary the rate.</summary>
    public static string[] Qsv(VideoPlan video, EncodingOptions settings) => video.MaxBitrate is not { } bitrate
        ? ["-global_quality", Quality(video, settings)]
        :
        [
            .. video.Codec is "h264" or "hevc" ? ["-mbbrc", "1"] : Array.Empty<string>(),
            "-b:v", Text(bitrate), "-maxrate", Text(bitrate + 1L), "-rc_init_occupancy", Text(2L * bitrate), "-bufsize", Text(4L * bitrate),
        ];

    public static string[] Vaapi(VideoPlan video, EncodingOptions settings) => video.MaxBitrate is not { } bitrate
        ? ["-rc_mode", "CQP", "-global_quality", Quality(video, settings)]
        : ["-rc_mode", "VBR", "-b:v", Text(bitrate), .. Limit(bitrate)];

    public static string[] Nvenc(VideoPlan video, EncodingOptions settings) => video.MaxBitrate is not { } bitrate
        ? ["-rc", "vbr", "-cq", Quality(video, settings), "-b:v", "0"]
        : ["-rc", "vbr", "-b:v", Text(bitrate), .. Limit(bitrate)];

    private static string Quality(VideoPlan video, EncodingOptions settings) => Text(video.Codec == "h264" ? settings.H264Crf : settings.H265Crf);

    private static string Text(long? value) => string.Create(CultureInfo.InvariantCulture, $"{value}");
}
