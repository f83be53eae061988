using System.Globalization;
using System.Text.RegularExpressions;

namespace Emby.Server.Implementations.Library.Naming;

/// <summary>What a file name says of an episode.</summary>
public sealed partial record EpisodeName
{
    /// <summary>Null when the name does not say it: then the folder does.</summary>
    public int? Season { get; init; }

    public int? Number { get; init; }

    /// <summary>Last number of a file that holds several.</summary>
    public int? EndNumber { get; init; }

    /// <summary>Of daily shows.</summary>
    public DateOnly? Date { get; init; }

    public string? Title { get; init; }

    /// <summary>Returns null when the name has neither numbers nor a date.</summary>
    public static EpisodeName? Parse(string stem)
    {
        foreach (var pattern in new[] { SeasonAndEpisode(), Cross(), Words() })
        {
            if (pattern.Match(stem) is { Success: true } match)
            {
                return Numbered(stem, match);
            }
        }

        return Dated(stem) ?? Unseasoned(stem);
    }

    private static EpisodeName Numbered(string stem, Match match)
    {
        var number = Value(match, "episode");
        var end = match.Groups["end"].Captures.Select(capture => int.Parse(capture.ValueSpan, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();
        return new EpisodeName
        {
            Season = Value(match, "season"),
            Number = number,
            EndNumber = end > number ? end : null,
            Title = TitleAfter(stem, match),
        };
    }

    private static EpisodeName? Dated(string stem)
    {
        var match = Day().Match(stem);
        if (!match.Success || Value(match, "year") is not { } year || Value(match, "month") is not { } month || Value(match, "day") is not { } day
            || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        return new EpisodeName { Date = new DateOnly(year, month, day), Title = TitleAfter(stem, match) };
    }

    /// <summary>"Episode 5", "05 - Title", "Show - 012".</summary>
    private static EpisodeName? Unseasoned(string stem)
    {
        if (EpisodeWord().Match(stem) is { Success: true } worded)
        {
            return Numbered(stem, worded);
        }

        var plain = Brackets().Replace(stem, " ").Trim();
        foreach (var pattern in new[] { Leading(), AfterDash(), Trailing() })
        {
            if (pattern.Match(plain) is { Success: true } match && !IsYear(match))
            {
                return Numbered(plain, match);
            }
        }

        return null;
    }

    private static bool IsYear(Match match) => match.Groups["episode"].Value is ['1', '9', _, _] or ['2', '0', _, _];

    private static int? Value(Match match, string group)
        => match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : null;

    private static string? TitleAfter(string stem, Match match)
    {
        var rest = Brackets().Replace(stem[(match.Index + match.Length)..], " ");
        var title = TitleName.Clean(ReleaseTokens.Before(" " + rest.TrimStart(' ', '-', '.', '_')));
        return title.Length > 0 && title.Any(char.IsLetterOrDigit) ? title : null;
    }

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])s(?<season>\d{1,4})[ ._-]*(?:e|ep|episode)[ ._-]*(?<episode>\d{1,4})(?:(?:[ ._-]*(?:e|ep)|-)(?<end>\d{1,4})(?![\dpi]))*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SeasonAndEpisode();

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(?<season>\d{1,2})x(?<episode>\d{1,4})(?:(?:-(?:\d{1,2}x)?|x)(?<end>\d{1,4})(?![\dpi]))*(?!\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cross();

    [GeneratedRegex(
        @"(?:season|saison|staffel|temporada)[ ._-]*(?<season>\d{1,4})[ ._,-]*(?:episode|épisode|folge|episodio|ep)[ ._-]*(?<episode>\d{1,4})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(
        @"(?<!\d)(?:(?<year>(?:19|20)\d\d)(?<sep>[ ._-])(?<month>\d\d)\k<sep>(?<day>\d\d)|(?<day>\d\d)(?<sep>[ ._-])(?<month>\d\d)\k<sep>(?<year>(?:19|20)\d\d))(?!\d)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Day();

    [GeneratedRegex(
        @"(?<![A-Za-z])(?:e|ep|episode|épisode|folge|episodio)[ ._-]*(?<episode>\d{1,4})(?:(?:-(?:e|ep)?|(?:e|ep))(?<end>\d{1,4})(?![\dpi]))*(?!\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EpisodeWord();

    [GeneratedRegex(@"^#?(?<episode>\d{1,4})(?:-(?<end>\d{1,4}))?(?:v\d)?(?=$|[ ._-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Leading();

    [GeneratedRegex(@"[ _.]-[ _.]#?(?<episode>\d{1,4})(?:-(?<end>\d{1,4}))?(?:v\d)?(?=$|[ ._-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AfterDash();

    [GeneratedRegex(@"[ ._]#?(?<episode>\d{1,4})(?:-(?<end>\d{1,4}))?(?:v\d)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Trailing();

    [GeneratedRegex(@"\[[^\]]*\]|\([^\)]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();
}
