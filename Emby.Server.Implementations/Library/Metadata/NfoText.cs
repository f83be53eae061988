using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Emby.Server.Implementations.Library.Metadata;

/// <summary>
/// Makes XML elements of what people keep in <c>.nfo</c> files: wrong encodings, text before and after the XML, bare ampersands, HTML
/// entities. Document types are cut off, so no entity is ever expanded and nothing outside the file is read.
/// </summary>
internal static partial class NfoText
{
    public const int MaxBytes = 2 * 1024 * 1024;

    private static readonly string[] Roots = ["movie", "tvshow", "season", "episodedetails", "musicvideo", "video"];

    public static string Decode(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
        try
        {
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>Every well-formed root element, several where a file holds several episodes.</summary>
    public static IReadOnlyList<XElement> Elements(string text)
    {
        var elements = new List<XElement>();
        foreach (var root in Roots)
        {
            var at = 0;
            while (Next(text, root, at) is var (start, end) && start >= 0)
            {
                if (Parse(text[start..end]) is { } element)
                {
                    elements.Add(element);
                }

                at = end;
            }

            if (elements.Count > 0)
            {
                break;
            }
        }

        return elements;
    }

    private static (int Start, int End) Next(string text, string root, int from)
    {
        var start = text.IndexOf('<' + root, from, StringComparison.OrdinalIgnoreCase);
        while (start >= 0 && start + root.Length + 1 < text.Length && char.IsLetterOrDigit(text[start + root.Length + 1]))
        {
            start = text.IndexOf('<' + root, start + 1, StringComparison.OrdinalIgnoreCase);
        }

        if (start < 0)
        {
            return (-1, -1);
        }

        var close = "</" + root + ">";
        var end = text.IndexOf(close, start, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? (-1, -1) : (start, end + close.Length);
    }

    private static XElement? Parse(string xml)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false, MaxCharactersInDocument = MaxBytes };
        try
        {
            using var reader = XmlReader.Create(new StringReader(Entity().Replace(xml, Escape)), settings);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Keeps what XML knows, resolves the usual HTML names, and takes everything else as text.</summary>
    private static string Escape(Match match) => match.Value switch
    {
        "&amp;" or "&lt;" or "&gt;" or "&quot;" or "&apos;" => match.Value,
        "&" => "&amp;",
        ['&', '#', ..] => match.Value,
        var name when System.Net.WebUtility.HtmlDecode(name) is var decoded && decoded != name => decoded,
        var name => "&amp;" + name[1..],
    };

    [GeneratedRegex(@"&(?:#\d{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,10};)?", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();
}
