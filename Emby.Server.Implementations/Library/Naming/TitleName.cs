using System.Globalization;
using System.Text.RegularExpressions;

namespace Emby.Server.Implementations.Library.Naming;

/// <param name="Name">For people to read.</param>
/// <param name="Year">Of the first showing.</param>
/// <param name="Edition">Such as "Director's Cut", from <c>{edition-...}</c>.</param>
/// <param name="ProviderIds">By provider, from <c>[imdbid-tt0083658]</c> and the like.</param>
public sealed record ParsedTitle(string Name, int? Year, string? Edition, IReadOnlyDictionary<string, string> ProviderIds);

/// <summary>Title, year and ids out of the name of a film or series.</summary>
public static partial class TitleName
{
    private const int FirstYear = 1888;
    private const int LastYear = 2035;

    /// <summary>Never returns an empty name for a name that is not empty.</summary>
    public static ParsedTitle Parse(string text)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in ProviderId().Matches(text))
        {
            ids[Provider(match.Groups["provider"].Value)] = match.Groups["id"].Value.Trim();
        }

        var edition = Edition().Match(text) is { Success: true } found ? found.Groups["name"].Value.Trim() : null;
        var rest = Edition().Replace(ProviderId().Replace(text, " "), " ");
        rest = WithoutGroup(rest.Trim());
        var (name, year) = SplitYear(rest);
        name = Clean(ReleaseTokens.CutAt(name));
        return new ParsedTitle(name.Length > 0 ? name : Clean(rest) is { Length: > 0 } whole ? whole : text.Trim(), year, edition, ids);
    }

    /// <summary>Dots and underscores become spaces in names that have no spaces; brackets and dashes around it go.</summary>
    public static string Clean(string text)
    {
        var spaced = text.Trim().Contains(' ') ? text.Replace('_', ' ') : text.Replace('.', ' ').Replace('_', ' ');
        return Spaces().Replace(spaced, " ").Trim(' ', '-', '.').TrimEnd(' ', '-', '.', '[', '(', '{');
    }

    private static (string Name, int? Year) SplitYear(string text)
    {
        var bracketed = BracketedYear().Matches(text).LastOrDefault(match => match.Index > 0 && IsYear(match));
        var year = bracketed ?? BareYear().Matches(text).LastOrDefault(match => match.Index > 0 && IsYear(match));
        return year is null
            ? (text, null)
            : (text[..year.Index], int.Parse(year.Groups["year"].ValueSpan, CultureInfo.InvariantCulture));
    }

    private static bool IsYear(Match match)
        => int.TryParse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture, out var year) && year is >= FirstYear and <= LastYear;

    /// <summary>Anime releases begin with the group's name.</summary>
    private static string WithoutGroup(string text)
    {
        var rest = LeadingGroup().Replace(text, "");
        return rest.Length > 0 ? rest : text;
    }

    private static string Provider(string text) => text.ToLowerInvariant() switch
    {
        "imdb" or "imdbid" => "Imdb",
        "tmdb" or "tmdbid" => "Tmdb",
        _ => "Tvdb",
    };

    [GeneratedRegex(@"[\[\{\(](?<provider>(?:imdb|tmdb|tvdb)(?:id)?)[=-](?<id>[A-Za-z0-9]+)[\]\}\)]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ProviderId();

    [GeneratedRegex(@"\{edition-(?<name>[^}]+)\}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Edition();

    [GeneratedRegex(@"[\(\[](?<year>\d{4})[\)\]]", RegexOptions.CultureInvariant)]
    private static partial Regex BracketedYear();

    [GeneratedRegex(@"[ ._-]+(?<year>\d{4})(?=[ ._-]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex BareYear();

    [GeneratedRegex(@"^\[[^\]]*\][ ._-]*", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingGroup();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
