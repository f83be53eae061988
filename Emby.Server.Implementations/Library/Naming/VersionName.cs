namespace Emby.Server.Implementations.Library.Naming;

/// <summary>Which version of a film a file is, when several lie in the film's folder.</summary>
public static class VersionName
{
    /// <summary>
    /// What follows the folder's name: <c>1080p</c> of <c>Film (2010) - 1080p</c>; empty when they are equal; null when the file is
    /// another film.
    /// </summary>
    public static string? Of(string folder, string stem)
    {
        var title = folder.Trim();
        if (stem.StartsWith(title, StringComparison.OrdinalIgnoreCase))
        {
            var rest = stem[title.Length..];
            return rest.Length == 0 ? "" : rest[0] is ' ' or '-' or '_' or '.' or '[' or '(' or '{' ? Label(rest) : null;
        }

        return SameTitle(title, stem) ? Label(stem) : null;
    }

    /// <summary>Lines of the picture named in a label, for choosing the best; 0 = not named.</summary>
    public static int Lines(string label)
    {
        foreach (var (text, lines) in new[] { ("2160", 2160), ("4k", 2160), ("1440", 1440), ("1080", 1080), ("720", 720), ("576", 576), ("480", 480) })
        {
            if (label.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                return lines;
            }
        }

        return 0;
    }

    /// <summary>Release names differ from folder names in dots only.</summary>
    private static bool SameTitle(string folder, string stem)
    {
        var (one, other) = (TitleName.Parse(folder), TitleName.Parse(stem));
        return string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase) && (one.Year is null || other.Year is null || one.Year == other.Year);
    }

    private static string Label(string text) => text.Trim(' ', '-', '_', '.', '[', ']', '(', ')', '{', '}') is { Length: > 0 } label ? label : "";
}
