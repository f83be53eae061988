using System.Collections.Frozen;

namespace Emby.Server.Implementations.Library.Naming;

/// <summary>Languages as file names spell them, as ISO 639-2 codes.</summary>
public static class LanguageCodes
{
    /// <summary>The code, then every other spelling of it.</summary>
    private const string Table = """
        afr af afrikaans|ara ar arabic|bel be belarusian|ben bn bengali|bos bs bosnian|bul bg bulgarian|cat ca catalan|ces cs cze czech
        cym cy wel welsh|dan da danish dansk|deu de ger german deutsch|ell el gre greek|eng en english|epo eo esperanto|est et estonian
        eus eu baq basque|fas fa per persian farsi|fin fi finnish suomi|fra fr fre french français francais|gle ga irish|glg gl galician
        heb he iw hebrew|hin hi hindi|hrv hr croatian|hun hu hungarian magyar|hye hy arm armenian|ind id indonesian|isl is ice icelandic
        ita it italian italiano|jpn ja jp japanese|kan kn kannada|kat ka geo georgian|kaz kk kazakh|khm km khmer|kor ko kr korean
        lav lv latvian|lit lt lithuanian|mal ml malayalam|mar mr marathi|mkd mk mac macedonian|mon mn mongolian|msa ms may malay
        mya my bur burmese|nep ne nepali|nld nl dut dutch nederlands|nno nn|nob nb|nor no norwegian norsk|pan pa punjabi|pol pl polish polski
        por pt portuguese português portugues pt-br ptbr pob brazilian|ron ro rum romanian|rus ru russian|sin si sinhala|slk sk slo slovak
        slv sl slovenian|spa es spanish español espanol castellano es-419 es-la latino|sqi sq alb albanian|srp sr serbian|swa sw swahili
        swe sv swedish svenska|tam ta tamil|tel te telugu|tgl tl tagalog filipino|tha th thai|tur tr turkish türkçe|ukr uk ukrainian
        urd ur urdu|uzb uz uzbek|vie vi vietnamese|zho zh chi chinese zh-cn zh-tw zh-hans zh-hant chs cht mandarin|yue cantonese|und|mul
        """;

    private static readonly FrozenDictionary<string, string> Codes = Table
        .Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(entry => entry.Split(' '))
        .SelectMany(names => names.Select(name => (name, names[0])))
        .ToFrozenDictionary(pair => pair.name, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns null for text that is no language. <c>en-US</c> is English.</summary>
    public static string? Find(string text)
    {
        if (Codes.TryGetValue(text, out var code))
        {
            return code;
        }

        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash is 2 or 3 && text.Length - dash is 3 or 4 ? Codes.GetValueOrDefault(text[..dash]) : null;
    }
}
