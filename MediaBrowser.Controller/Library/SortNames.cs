using System.Globalization;
using System.Text;

namespace MediaBrowser.Controller.Library;

/// <summary>Names to sort by: lower case, without articles, accents and punctuation, with numbers padded so that 2 comes before 10.</summary>
public static class SortNames
{
    private const int DigitWidth = 10;
    private static readonly string[] Articles = ["the", "a", "an"];

    public static string Of(string name)
    {
        var plain = Diacritics.RemoveFromLower(name.Trim().ToLowerInvariant());
        return PadNumbers(RemoveArticles(RemovePunctuation(plain)));
    }

    /// <summary>A season sorts by its number.</summary>
    public static string OfSeason(int number) => number.ToString("D4", CultureInfo.InvariantCulture);

    /// <summary>An episode sorts by season, then number, then name; what has no number comes with 0.</summary>
    public static string OfEpisode(int? season, int? episode, string name)
        => string.Create(CultureInfo.InvariantCulture, $"{season ?? 0:D3} - {episode ?? 0:D4} - {name}");

    private static string RemovePunctuation(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is '.' or '+' or '%')
            {
                kept.Append(' ');
            }
            else if (letter is not (',' or '&' or '-' or '{' or '}' or '\''))
            {
                kept.Append(letter);
            }
        }

        return kept.ToString();
    }

    private static string RemoveArticles(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kept = words.Where(word => !Articles.Contains(word)).ToArray();
        return string.Join(' ', kept.Length > 0 ? kept : words);
    }

    private static string PadNumbers(string text)
    {
        var padded = new StringBuilder(text.Length + DigitWidth);
        var at = 0;
        while (at < text.Length)
        {
            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            if (end > at)
            {
                padded.Append('0', Math.Max(0, DigitWidth - (end - at))).Append(text, at, end - at);
                at = end;
            }
            else
            {
                padded.Append(text[at++]);
            }
        }

        return padded.ToString();
    }
}
