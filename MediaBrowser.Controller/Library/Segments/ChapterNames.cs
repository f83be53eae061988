using System.Text.RegularExpressions;

namespace MediaBrowser.Controller.Library.Segments;

/// <summary>Chapters that say by their name what they are. Only whole names count: "Opening Night" is a chapter of the story.</summary>
public static partial class ChapterNames
{
    private const int MaxLength = 100;

    /// <summary>Null for a chapter of the story.</summary>
    public static MediaSegmentType? TypeOf(string? name)
    {
        if (name is not { Length: > 0 and <= MaxLength })
        {
            return null;
        }

        var bare = Decoration().Replace(name.Trim(), "");
        return Intro().IsMatch(bare) ? MediaSegmentType.Intro
            : Outro().IsMatch(bare) ? MediaSegmentType.Outro
            : Recap().IsMatch(bare) ? MediaSegmentType.Recap
            : Preview().IsMatch(bare) ? MediaSegmentType.Preview
            : Commercial().IsMatch(bare) ? MediaSegmentType.Commercial
            : null;
    }

    /// <summary>"01. Intro", "Intro 2", "[Intro]", "- Credits -".</summary>
    [GeneratedRegex(@"^(?:\d+\s*[.):-])?[\s\[(-]*|[\s\])\d.:-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Decoration();

    [GeneratedRegex(
        "^(intro|opening|op|opening (credits|titles?|theme|song|sequence)|(main|title) (titles?|theme|sequence)|title sequence|titles|theme song)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Intro();

    [GeneratedRegex(
        "^(outro|ending|ed|credits|(end|ending|closing) (credits|titles?|theme|song|sequence)|credit roll|end roll)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Outro();

    [GeneratedRegex("^(recap|(story )?so far|previously( on .*)?|last time( on .*)?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Recap();

    [GeneratedRegex(
        "^(preview|pv|next (episode|time)( preview)?|next on .*|(preview|trailer) (of|for) (the )?next episode)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Preview();

    [GeneratedRegex("^(commercials?|commercial break|adverts?|advertisements?|ad break)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Commercial();
}
