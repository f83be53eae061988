using System.Net;
using System.Text;

namespace Jellyfin.Server.Authentication;

/// <summary>
/// <c>MediaBrowser Client="..", Device="..", DeviceId="..", Version="..", Token=".."</c> in any order, as clients write it: values with
/// or without quotes, percent-encoded or not, with commas and escaped quotes inside quotes.
/// </summary>
internal sealed record AuthorizationHeader
{
    private const string Scheme = "MediaBrowser";
    private const string LegacyScheme = "Emby";

    public string Client { get; private init; } = "";

    public string Device { get; private init; } = "";

    public string DeviceId { get; private init; } = "";

    public string Version { get; private init; } = "";

    public string Token { get; private init; } = "";

    /// <summary>Returns null when the header has another scheme.</summary>
    public static AuthorizationHeader? Parse(string? text, bool allowLegacyScheme)
    {
        var trimmed = text.AsSpan().Trim();
        var end = trimmed.IndexOf(' ');
        if (end < 0 || !IsScheme(trimmed[..end], allowLegacyScheme))
        {
            return null;
        }

        var header = new AuthorizationHeader();
        foreach (var (name, value) in Pairs(trimmed[(end + 1)..].ToString()))
        {
            header = header.With(name, value);
        }

        return header;
    }

    private static bool IsScheme(ReadOnlySpan<char> scheme, bool allowLegacy)
        => scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase)
            || (allowLegacy && scheme.Equals(LegacyScheme, StringComparison.OrdinalIgnoreCase));

    private AuthorizationHeader With(string name, string value) => name.ToUpperInvariant() switch
    {
        "CLIENT" => this with { Client = value },
        "DEVICE" => this with { Device = value },
        "DEVICEID" => this with { DeviceId = value },
        "VERSION" => this with { Version = value },
        "TOKEN" => this with { Token = value },
        _ => this,
    };

    private static IEnumerable<(string Name, string Value)> Pairs(string text)
    {
        var position = 0;
        while (position < text.Length)
        {
            var equals = text.IndexOf('=', position);
            if (equals < 0)
            {
                yield break;
            }

            var name = text[position..equals].Trim(' ', ',');
            var value = ReadValue(text, equals + 1, out position);
            yield return (name, WebUtility.UrlDecode(value.Replace("+", "%2B", StringComparison.Ordinal)));
        }
    }

    /// <param name="end">After the comma that closes the value.</param>
    private static string ReadValue(string text, int start, out int end)
    {
        while (start < text.Length && text[start] == ' ')
        {
            start++;
        }

        if (start < text.Length && text[start] == '"')
        {
            return ReadQuoted(text, start + 1, out end);
        }

        var comma = text.IndexOf(',', start);
        end = comma < 0 ? text.Length : comma + 1;
        return text[start..(comma < 0 ? text.Length : comma)].Trim();
    }

    private static string ReadQuoted(string text, int start, out int end)
    {
        var value = new StringBuilder();
        var position = start;
        while (position < text.Length && text[position] != '"')
        {
            if (text[position] == '\\' && position + 1 < text.Length && text[position + 1] is '"' or '\\')
            {
                position++;
            }

            value.Append(text[position++]);
        }

        var comma = text.IndexOf(',', Math.Min(position, text.Length));
        end = comma < 0 ? text.Length : comma + 1;
        return value.ToString();
    }
}
