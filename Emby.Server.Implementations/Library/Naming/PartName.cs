using System.Globalization;
using System.Text.RegularExpressions;

namespace Emby.Server.Implementations.Library.Naming;

/// <summary>Which part of a film a file holds, for films split over several files.</summary>
/// <param name="Title">The name without the part; files of one film have the same.</param>
/// <param name="Number">From 1.</param>
/// <param name="IsCertain">False for "part", which is also a word of titles: trust it only in the film's own folder.</param>
public sealed partial record PartName(string Title, int Number, bool IsCertain)
{
    /// <summary>Returns null for a name without a part.</summary>
    public static PartName? Parse(string stem)
    {
        var match = Part().Match(stem);
        if (!match.Success)
        {
            return null;
        }

        var number = match.Groups["number"].Value.ToLowerInvariant();
        var value = char.IsAsciiDigit(number[0]) ? int.Parse(number, CultureInfo.InvariantCulture) : number[0] - 'a' + 1;
        var kind = match.Groups["kind"].Value.ToLowerInvariant();
        var title = (match.Groups["title"].Value + match.Groups["rest"].Value).Trim().ToLowerInvariant();
        return value == 0 ? null : new PartName(title, value, kind is not ("part" or "pt"));
    }

    [GeneratedRegex(
        @"^(?<title>.+?)[ ._\-\(\[]+(?<kind>cd|dvd|part|pt|dis[ck])[ ._-]*(?<number>\d{1,2}|[a-d](?![a-z]))[\)\]]?(?<rest>(?:[ ._\-\[\(].*)?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
