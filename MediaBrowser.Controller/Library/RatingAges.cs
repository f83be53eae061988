using System.Collections.Frozen;

namespace MediaBrowser.Controller.Library;

/// <summary>The age that an official rating stands for, so that ratings of different countries can be compared.</summary>
public static class RatingAges
{
    /// <summary>By age, then the ratings that mean it. A rating that two countries share means the same age in both, or is left out here.</summary>
    private const string Table = """
        0 G TV-G TV-Y U Uc E Approved FSK-0 0+ AL T SU Livre L 0 ALL Btl A/fig TP APTA TE KT S
        6 FSK-6 6 6+
        7 TV-Y7 TV-Y7-FV 7 7+
        8 GP
        9 9
        10 PG TV-PG 10 10+ P-10
        11 11
        12 12A 12 12+ FSK-12 -12 M-12
        13 PG-13 13 13+ P-13
        14 TV-14 14 14+ 14A VM14
        15 M MA15+ MA-15 15 15+ R15
        16 16 16+ FSK-16 -16 M-16 R16
        17 R NC-17 TV-MA 17 17+
        18 TV-X TV-AO X R18 R18+ X18+ 18 18+ 18A FSK-18 -18 M-18 VM18 AO
        21 21
        1000 XXX
        1001 Banned
        """;

    private static readonly FrozenDictionary<string, int> Ages = Table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' '))
        .SelectMany(words => words.Skip(1).Select(rating => (rating, age: int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture))))
        .ToFrozenDictionary(entry => entry.rating, entry => entry.age, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Understands <c>PG-13</c>, <c>US:PG-13</c>, <c>Rated R</c>, <c>de/FSK 16</c> and <c>FSK16</c>. Null for "Not Rated" and for what is not known.
    /// </summary>
    public static int? Of(string? rating)
    {
        if (string.IsNullOrWhiteSpace(rating))
        {
            return null;
        }

        var text = rating.Trim();
        text = text.StartsWith("Rated ", StringComparison.OrdinalIgnoreCase) ? text[6..].Trim() : text;
        var separator = text.LastIndexOfAny([':', '/']);
        text = separator >= 0 && !Ages.ContainsKey(text) ? text[(separator + 1)..].Trim() : text;
        text = text.StartsWith("Rated ", StringComparison.OrdinalIgnoreCase) ? text[6..].Trim() : text;
        if (text.StartsWith("FSK", StringComparison.OrdinalIgnoreCase))
        {
            text = "FSK-" + text[3..].Trim(' ', '-');
        }

        // TV-14-DLV: the letters say why, not for whom.
        var withoutReasons = text.StartsWith("TV-", StringComparison.OrdinalIgnoreCase) && text.LastIndexOf('-') is > 3 and var dash ? text[..dash] : text;
        return Ages.TryGetValue(text, out var age) || Ages.TryGetValue(text.Split(' ')[0], out age) || Ages.TryGetValue(withoutReasons, out age) ? age : null;
    }
}
