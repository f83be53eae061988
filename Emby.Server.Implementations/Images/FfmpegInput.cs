using MediaBrowser.Controller.Images;

namespace Emby.Server.Implementations.Images;

/// <summary>
/// ffmpeg arguments that open one picture and nothing else: the demuxer is named by what the file is (a playlist with the name of a picture
/// would make ffmpeg open what it lists), and only local files may be opened.
/// </summary>
internal static class FfmpegInput
{
    /// <summary>Above this a picture is not decoded: it would need hundreds of megabytes.</summary>
    public const long MaxPixels = 64_000_000;

    public static bool CanDecode(ImageHeader header) => (long)header.Width * header.Height <= MaxPixels;

    public static IReadOnlyList<string> Arguments(string path, ImageHeader header) =>
    [
        "-hide_banner", "-nostdin", "-loglevel", "error", "-threads", "1",
        "-protocol_whitelist", "file", "-f", Demuxer(header.Format), "-i", "file:" + path,
    ];

    private static string Demuxer(ImageFileFormat format) => format switch
    {
        ImageFileFormat.Jpeg => "jpeg_pipe",
        ImageFileFormat.Png => "png_pipe",
        ImageFileFormat.Webp => "webp_pipe",
        ImageFileFormat.Bmp => "bmp_pipe",
        _ => "gif",
    };
}
