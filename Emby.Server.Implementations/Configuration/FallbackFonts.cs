using MediaBrowser.Controller.Configuration;

namespace Emby.Server.Implementations.Configuration;

/// <summary>The folder of fonts that players load when a subtitle needs one that the film does not bring.</summary>
public static class FallbackFonts
{
    /// <summary>Bytes; players load all of them before the film starts.</summary>
    private const long MaxTotal = 20 * 1024 * 1024;

    /// <summary>Small ones first, as many as fit; none when they are switched off or the folder is not there.</summary>
    public static IReadOnlyList<FileInfo> List(EncodingOptions options)
    {
        if (!options.EnableFallbackFont || string.IsNullOrEmpty(options.FallbackFontPath) || !Directory.Exists(options.FallbackFontPath))
        {
            return [];
        }

        var total = 0L;
        return
        [
            .. new DirectoryInfo(options.FallbackFontPath).EnumerateFiles()
                .Where(file => ContentType(file) != "application/octet-stream")
                .OrderBy(file => file.Length)
                .TakeWhile(file => (total += file.Length) <= MaxTotal),
        ];
    }

    public static string ContentType(FileInfo file) => file.Extension.ToUpperInvariant() switch
    {
        ".TTF" => "font/ttf",
        ".OTF" => "font/otf",
        ".WOFF" => "font/woff",
        ".WOFF2" => "font/woff2",
        _ => "application/octet-stream",
    };
}
