using System.Text.RegularExpressions;
using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Streaming;

/// <summary>Media types by file extension.</summary>
public static partial class ContentTypes
{
    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mp4"] = "video/mp4",
        ["m4v"] = "video/x-m4v",
        ["m4s"] = "video/mp4",
        ["mkv"] = "video/x-matroska",
        ["webm"] = "video/webm",
        ["ts"] = "video/mp2t",
        ["m2ts"] = "video/mp2t",
        ["mts"] = "video/mp2t",
        ["avi"] = "video/x-msvideo",
        ["mov"] = "video/quicktime",
        ["wmv"] = "video/x-ms-wmv",
        ["asf"] = "video/x-ms-asf",
        ["flv"] = "video/x-flv",
        ["mpg"] = "video/mpeg",
        ["mpeg"] = "video/mpeg",
        ["vob"] = "video/mpeg",
        ["ogv"] = "video/ogg",
        ["3gp"] = "video/3gpp",
        ["mp3"] = "audio/mpeg",
        ["flac"] = "audio/flac",
        ["m4a"] = "audio/mp4",
        ["m4b"] = "audio/mp4",
        ["aac"] = "audio/aac",
        ["ac3"] = "audio/ac3",
        ["ogg"] = "audio/ogg",
        ["oga"] = "audio/ogg",
        ["opus"] = "audio/ogg",
        ["wav"] = "audio/wav",
        ["wma"] = "audio/x-ms-wma",
        ["mka"] = "audio/x-matroska",
        ["vtt"] = "text/vtt",
        ["srt"] = "application/x-subrip",
        ["ass"] = "text/x-ssa",
        ["ssa"] = "text/x-ssa",
        ["js"] = "application/json",
        ["json"] = "application/json",
        ["m3u8"] = "application/vnd.apple.mpegurl",
        ["ttf"] = "application/x-truetype-font",
        ["otf"] = "application/vnd.ms-opentype",
    };

    /// <param name="extension">With or without a dot.</param>
    public static string Of(string extension) => ByExtension.GetValueOrDefault(extension.TrimStart('.'), "application/octet-stream");

    /// <summary>As the file says, if that is a font or a picture: a page or a script out of a film would run as if it were the web client.</summary>
    public static string OfAttachment(MediaAttachment attachment)
        => attachment.MimeType is { } type && Harmless().IsMatch(type) ? type : Of(Path.GetExtension(attachment.FileName ?? ""));

    [GeneratedRegex(
        @"^(font/[a-z0-9.+-]+|application/(font-[a-z0-9]+|x-(truetype-font|font-[a-z0-9]+)|vnd\.ms-(opentype|fontobject))|image/(jpeg|png|gif|webp|bmp))\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Harmless();
}
