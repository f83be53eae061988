using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Streaming.Pipelines;

/// <summary>Which pictures a GPU may decode: what administrators ticked, as far as any GPU of that kind can.</summary>
internal static class HardwareDecoders
{
    private static readonly string[] Common = ["h264", "hevc", "mpeg2video", "vc1", "vp8", "vp9", "av1"];

    /// <summary>Other ways to lay out colours need settings of their own, and are rare.</summary>
    private static readonly string[] EightBit = ["yuv420p", "yuvj420p", "nv12"];
    private static readonly string[] TenBit = ["yuv420p10le", "p010le"];

    public static bool CanDecode(MediaStream video, EncodingOptions settings)
    {
        var codec = video.Codec?.ToLowerInvariant() ?? "";
        return Common.Contains(codec) && settings.HardwareDecodingCodecs.Contains(codec, StringComparer.OrdinalIgnoreCase)
            // ffmpeg turns pictures in software, and only there does it do so by itself.
            && video.Rotation == 0
            && (video.BitDepth ?? 8) switch
            {
                8 => IsOneOf(EightBit, video),
                10 => IsOneOf(TenBit, video) && AllowsTenBit(codec, settings),
                _ => false,
            };
    }

    private static bool AllowsTenBit(string codec, EncodingOptions settings) => codec switch
    {
        "hevc" => settings.EnableDecodingColorDepth10Hevc,
        "vp9" => settings.EnableDecodingColorDepth10Vp9,
        "av1" => true,
        _ => false,
    };

    private static bool IsOneOf(string[] formats, MediaStream video) => video.PixelFormat is null || formats.Contains(video.PixelFormat);
}
