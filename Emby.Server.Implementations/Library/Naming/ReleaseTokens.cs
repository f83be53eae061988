using System.Text.RegularExpressions;

namespace Emby.Server.Implementations.Library.Naming;

/// <summary>Words that release groups add to titles: resolution, source, codec.</summary>
internal static partial class ReleaseTokens
{
    /// <summary>What stands before the first such word; the whole text when nothing does.</summary>
    public static string CutAt(string text) => Before(text) is { Length: > 0 } before ? before : text;

    /// <summary>What stands before the first such word; empty when nothing does.</summary>
    public static string Before(string text)
    {
        var match = First().Match(text);
        return match.Success ? text[..match.Index] : text;
    }

    [GeneratedRegex(
        """
        [\ ._\-\[\(]+(?:
            480[pi]|540p|576[pi]|720[pi]|1080[pi]|1440p|2160p|4320p|4k|8k|uhd|hdr10\+?|hdr|dolby.?vision|10.?bit|8.?bit
            |blu.?ray|bd.?rip|br.?rip|bdremux|remux|dvd.?rip|dvd.?scr|dvdr|web.?rip|web.?dl|hd.?rip|hdtv|pdtv|sdtv|dsr|cam.?rip|hdcam|telesync
            |[xh]\.?26[45]|hevc|avc|xvid|divx|av1|aac(?:2\.0|5\.1)?|ac3|e.?ac.?3|dts(?:.?hd)?|truehd|atmos|ddp?\+?5\.1|flac
            |proper|repack|unrated|limited|internal|multi|dubbed|subbed|complete|ntsc|pal|hsbs|h-sbs|3d
        )(?=[\ ._\-\]\)]|$)
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex First();
}
