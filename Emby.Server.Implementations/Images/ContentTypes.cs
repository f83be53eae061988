using MediaBrowser.Controller.Images;

namespace Emby.Server.Implementations.Images;

internal static class ContentTypes
{
    public static string Of(ImageOutputFormat format) => format switch
    {
        ImageOutputFormat.Webp => "image/webp",
        ImageOutputFormat.Png => "image/png",
        ImageOutputFormat.Gif => "image/gif",
        _ => "image/jpeg",
    };

    public static string Of(ImageFileFormat format) => format switch
    {
        ImageFileFormat.Webp => "image/webp",
        ImageFileFormat.Png => "image/png",
        ImageFileFormat.Gif => "image/gif",
        ImageFileFormat.Bmp => "image/bmp",
        _ => "image/jpeg",
    };

    /// <summary>With dot.</summary>
    public static string Extension(ImageOutputFormat format) => format switch
    {
        ImageOutputFormat.Webp => ".webp",
        ImageOutputFormat.Png => ".png",
        ImageOutputFormat.Gif => ".gif",
        _ => ".jpg",
    };

    /// <summary>With dot.</summary>
    public static string Extension(ImageFileFormat format) => format switch
    {
        ImageFileFormat.Webp => ".webp",
        ImageFileFormat.Png => ".png",
        ImageFileFormat.Gif => ".gif",
        ImageFileFormat.Bmp => ".bmp",
        _ => ".jpg",
    };

    /// <summary>Pictures that the server does not decode, by their name; nothing that a browser would run.</summary>
    public static string OfUnknown(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".AVIF" => "image/avif",
        ".TIF" or ".TIFF" => "image/tiff",
        ".HEIC" => "image/heic",
        _ => "application/octet-stream",
    };
}
