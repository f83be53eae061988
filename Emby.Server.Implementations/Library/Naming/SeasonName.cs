using System.Globalization;
using System.Text.RegularExpressions;

namespace Emby.Server.Implementations.Library.Naming;

/// <summary>Season numbers out of folder names.</summary>
public static partial class SeasonName
{
    /// <summary>Returns null when the folder is no season; 0 = specials.</summary>
    public static int? Parse(string folder)
    {
        var name = folder.Trim();
        if (Specials().IsMatch(name))
        {
            return 0;
        }

        foreach (var pattern in new[] { WordThenNumber(), NumberThenWord(), Letter(), NumberOnly() })
        {
            if (pattern.Match(name) is { Success: true } match)
            {
                return int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    private const string Words = "season|saison|staffel|temporada|stagione|säsong|sæson|sesong|seizoen|sezon|sezona|série|serie|series|kausi|évad|сезон|עונה|シーズン";

    [GeneratedRegex(@"^(?:specials?|spéciaux|especiales|speciali|extras? season)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Specials();

    [GeneratedRegex(@"(?:^|[ ._\-\(\[])(?:" + Words + @")[ ._-]*(?<number>\d{1,4})(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WordThenNumber();

    [GeneratedRegex(@"(?:^|[ ._-])(?<number>\d{1,2})(?:st|nd|rd|th|\.|ª|º|e)?[ ._-]+(?:" + Words + @")(?:$|[ ._-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumberThenWord();

    [GeneratedRegex(@"(?:^|[ ._\-\(\[])s(?<number>\d{1,4})(?=$|[ ._\-\)\]])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Letter();

    [GeneratedRegex(@"^(?<number>\d{1,2}|(?:19|20)\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberOnly();
}
