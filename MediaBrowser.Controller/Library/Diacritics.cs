using System.Collections.Frozen;
using System.Text;

namespace MediaBrowser.Controller.Library;

/// <summary>
/// Plain Latin letters for accented ones. The server runs without ICU data, where <see cref="string.Normalize()"/> does nothing.
/// </summary>
public static class Diacritics
{
    /// <summary>Each line: the plain letter, then those that become it.</summary>
    private static readonly string[] Letters =
    [
        "aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
        "bḃḅḇƀ",
        "cçćĉċčḉ",
        "dďḋḍḏḑḓđðɖ",
        "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
        "fḟ",
        "gĝğġģǧǵḡǥ",
        "hĥȟḣḥḧḩḫẖħ",
        "iìíîïĩīĭįǐȉȋḭḯỉịı",
        "jĵǰ",
        "kķǩḱḳḵ",
        "lĺļľḷḹḻḽłƚ",
        "mḿṁṃ",
        "nñńņňǹṅṇṉṋŋ",
        "oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợø",
        "pṕṗ",
        "rŕŗřȑȓṙṛṝṟ",
        "sśŝşšſșṡṣṥṧṩẛ",
        "tţťțṫṭṯṱẗŧ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
        "vṽṿ",
        "wŵẁẃẅẇẉẘ",
        "xẋẍ",
        "yýÿŷȳẏẙỳỵỷỹ",
        "zźżžẑẓẕƶ",
    ];

    private static readonly FrozenDictionary<char, string> Plain = Letters
        .SelectMany(line => line.Skip(1).Select(letter => (letter, line[..1])))
        .Concat([('ß', "ss"), ('æ', "ae"), ('ǽ', "ae"), ('œ', "oe"), ('þ', "th"), ('ĳ', "ij")])
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <summary>Lower-case text without accents; combining marks (names written on macOS) are dropped.</summary>
    public static string RemoveFromLower(string lower)
    {
        if (lower.All(char.IsAscii))
        {
            return lower;
        }

        var text = new StringBuilder(lower.Length);
        foreach (var letter in lower)
        {
            if (Plain.TryGetValue(letter, out var plain))
            {
                text.Append(plain);
            }
            else if (letter is < '\u0300' or > '\u036F')
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }
}
