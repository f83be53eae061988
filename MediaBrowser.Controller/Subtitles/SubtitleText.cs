using System.Text;
using System.Text.Unicode;

namespace MediaBrowser.Controller.Subtitles;

/// <summary>Finds out how a subtitle file is encoded: by its mark, else UTF-8 where it is valid, else the code page usual for the language.</summary>
public static class SubtitleText
{
    /// <param name="bytes">The whole file.</param>
    /// <param name="language">Three letters; null = not known.</param>
    public static string Decode(byte[] bytes, string? language)
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            if (bytes.AsSpan().StartsWith(encoding.Preamble))
            {
                return encoding.GetString(bytes, encoding.Preamble.Length, bytes.Length - encoding.Preamble.Length);
            }
        }

        return (IsUtf8(bytes) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(CodePage(language))!).GetString(bytes);
    }

    /// <summary>With or without its mark.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes);

    private static int CodePage(string? language) => language?.ToLowerInvariant() switch
    {
        "pol" or "ces" or "cze" or "slk" or "slo" or "hun" or "slv" or "hrv" or "bos" or "ron" or "rum" or "sqi" or "alb" => 1250,
        "rus" or "ukr" or "bul" or "bel" or "srp" or "mkd" or "mac" => 1251,
        "ell" or "gre" => 1253,
        "tur" => 1254,
        "heb" => 1255,
        "ara" or "fas" or "per" or "urd" => 1256,
        "lit" or "lav" or "est" => 1257,
        "vie" => 1258,
        "tha" => 874,
        "jpn" => 932,
        "zho" or "chi" => 936,
        "kor" => 949,
        _ => 1252,
    };
}
