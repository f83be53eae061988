using Jellyfin.Server.Authentication;
using Microsoft.AspNetCore.Http;

namespace Jellyfin.Server.Tests.Authentication;

public sealed class AuthorizationHeaderTests
{
    [Theory]
    // The web client and its SDK.
    [InlineData("MediaBrowser Client=\"Jellyfin Web\", Device=\"Chrome\", DeviceId=\"TW96aWxsYS81LjA%3D\", Version=\"12.0.0\", Token=\"abc\"", "Jellyfin Web|Chrome|TW96aWxsYS81LjA=|12.0.0|abc")]
    // The kotlin SDK: other order, percent-encoded.
    [InlineData("MediaBrowser Client=\"Android%20TV\", Version=\"0.19\", DeviceId=\"d1\", Device=\"Living%20room%2C%20TV\"", "Android TV|Living room, TV|d1|0.19|")]
    // Kodi: no quotes.
    [InlineData("MediaBrowser Client=Kodi,Device=box,DeviceId=d2,Version=1.0,Token=abc", "Kodi|box|d2|1.0|abc")]
    [InlineData("MediaBrowser Client = \"Finamp\" , Device= \"phone\", DeviceId =\"d3\",Version=\"1\",Token=\"\"", "Finamp|phone|d3|1|")]
    [InlineData("mediabrowser client=\"a\", DEVICE=\"Tom, Dick and Harry\", deviceid=\"x\", version=\"1\", token=\"t\"", "a|Tom, Dick and Harry|x|1|t")]
    [InlineData("MediaBrowser Client=\"say \\\"hi\\\"\", Device=\"b\\\\c\"", "say \"hi\"|b\\c|||")]
    [InlineData("MediaBrowser DeviceId=\"a+b/c==\", Token=abc==", "||a+b/c==||abc==")]
    [InlineData("MediaBrowser Device=\"Björn’s 📺\", Token=\"t\"", "|Björn’s 📺|||t")]
    [InlineData("MediaBrowser Token=\"unterminated", "||||unterminated")]
    [InlineData("MediaBrowser nonsense, =, Token=t", "||||t")]
    public void Values_are_read_as_clients_write_them(string header, string expected)
        => Assert.Equal(expected, Text(AuthorizationHeader.Parse(header, allowLegacyScheme: false)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MediaBrowser")]
    [InlineData("Bearer abc")]
    [InlineData("Emby Token=\"abc\"")]
    public void Other_schemes_say_nothing(string? header) => Assert.Null(AuthorizationHeader.Parse(header, allowLegacyScheme: false));

    [Fact]
    public void The_old_scheme_is_read_where_it_is_allowed()
        => Assert.Equal("||||abc", Text(AuthorizationHeader.Parse("Emby Token=\"abc\"", allowLegacyScheme: true)));

    [Theory]
    [InlineData("?ApiKey=q", "", "", true, "q")]
    [InlineData("?apikey=q", "", "", false, "q")]
    [InlineData("?api_key=q", "", "", true, "q")]
    [InlineData("?api_key=q", "", "", false, "")]
    [InlineData("", "X-Emby-Token", "h", true, "h")]
    [InlineData("", "X-Emby-Token", "h", false, "")]
    [InlineData("", "x-mediabrowser-token", "h", true, "h")]
    [InlineData("", "X-Emby-Authorization", "MediaBrowser Token=\"h\"", true, "h")]
    [InlineData("", "X-Emby-Authorization", "MediaBrowser Token=\"h\"", false, "")]
    [InlineData("?ApiKey=q", "Authorization", "MediaBrowser Token=\"h\"", false, "h")]
    [InlineData("?ApiKey=q", "Authorization", "MediaBrowser DeviceId=\"d\"", false, "q")]
    public void Tokens_are_found_where_clients_put_them(string query, string header, string value, bool allowLegacy, string expected)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query.Length == 0 ? null : query);
        if (header.Length > 0)
        {
            request.Headers[header] = value;
        }

        Assert.Equal(expected, Credentials.Read(request, allowLegacy).Token);
    }

    private static string Text(AuthorizationHeader? header)
        => header is null ? "" : $"{header.Client}|{header.Device}|{header.DeviceId}|{header.Version}|{header.Token}";
}
