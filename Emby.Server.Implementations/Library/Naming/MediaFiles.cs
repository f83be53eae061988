using System.Collections.Frozen;

namespace Emby.Server.Implementations.Library.Naming;

/// <summary>What a file is, by its name alone.</summary>
public static class MediaFiles
{
    private static readonly FrozenSet<string> Video = Set(
        "mkv mp4 m4v avi mov wmv mpg mpeg m2v ts m2ts mts webm flv f4v ogv ogm divx xvid asf rm rmvb 3gp 3g2 vob iso img mxf wtv dvr-ms strm mk3d nuv");

    private static readonly FrozenSet<string> Subtitle = Set("srt ass ssa vtt sub idx sup smi sami mks");
    private static readonly FrozenSet<string> Audio = Set("mka ac3 eac3 dts dtshd thd truehd aac mp3 flac ogg oga opus m4a wav");
    private static readonly FrozenSet<string> Picture = Set("jpg jpeg png webp gif tbn");

    /// <summary>Folders that never hold media of their own.</summary>
    private static readonly FrozenSet<string> IgnoredFolders = new[]
    {
        "@eaDir", "#recycle", "@Recycle", "$RECYCLE.BIN", "System Volume Information", "lost+found", ".Trash", "metadata", "trickplay",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsVideo(string name) => Has(Video, name) && !IsStream(name);

    public static bool IsSubtitle(string name) => Has(Subtitle, name);

    public static bool IsAudio(string name) => Has(Audio, name);

    public static bool IsPicture(string name) => Has(Picture, name);

    public static bool IsNfo(string name) => name.EndsWith(".nfo", StringComparison.OrdinalIgnoreCase);

    /// <summary>Hidden files, remains of downloads, and names that could not be decoded and therefore cannot be opened either.</summary>
    public static bool IsIgnoredFile(string name) => name.StartsWith('.') || name.StartsWith("._", StringComparison.Ordinal) || IsUndecodable(name);

    public static bool IsIgnoredFolder(string name)
        => name.StartsWith('.') || IgnoredFolders.Contains(name) || name.EndsWith(".trickplay", StringComparison.OrdinalIgnoreCase) || IsUndecodable(name);

    /// <summary>.NET shows bytes that are no UTF-8 as U+FFFD; line breaks and the like come from broken or hostile names.</summary>
    public static bool IsUndecodable(string name) => name.Contains('\uFFFD') || name.Any(char.IsControl);

    /// <summary>Without the extension.</summary>
    public static string Stem(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > 0 ? name[..dot] : name;
    }

    /// <summary>Lower case, without the dot.</summary>
    public static string Extension(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > 0 ? name[(dot + 1)..].ToLowerInvariant() : "";
    }

    /// <summary>A text file with an address; playing it would make the server fetch whatever it names.</summary>
    private static bool IsStream(string name) => Extension(name) == "strm";

    private static bool Has(FrozenSet<string> extensions, string name) => extensions.Contains(Extension(name));

    private static FrozenSet<string> Set(string extensions) => extensions.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
