namespace Jellyfin.Server.Authentication;

/// <summary>What a request says about who sends it, wherever it says so. Nothing of it is checked yet.</summary>
internal sealed record Credentials(string Token, AuthorizationHeader? Header)
{
    private const string LegacyHeader = "X-Emby-Authorization";

    private static readonly string[] LegacyTokenHeaders = ["X-Emby-Token", "X-MediaBrowser-Token"];

    public static Credentials Read(HttpRequest request, bool allowLegacy)
    {
        var header = AuthorizationHeader.Parse(request.Headers.Authorization, allowLegacy);
        if (header is null && allowLegacy)
        {
            header = AuthorizationHeader.Parse(request.Headers[LegacyHeader], allowLegacyScheme: true);
        }

        return new Credentials(ReadToken(request, header, allowLegacy), header);
    }

    /// <summary>Whether the request uses an old form, so that it matters if these are allowed.</summary>
    public static bool HasLegacyForm(HttpRequest request)
        => request.Headers.ContainsKey(LegacyHeader)
            || LegacyTokenHeaders.Any(request.Headers.ContainsKey)
            || request.Query.ContainsKey("api_key")
            || (request.Headers.Authorization.Count > 0 && AuthorizationHeader.Parse(request.Headers.Authorization, allowLegacyScheme: false) is null);

    private static string ReadToken(HttpRequest request, AuthorizationHeader? header, bool allowLegacy)
    {
        if (header is { Token.Length: > 0 })
        {
            return header.Token;
        }

        if (allowLegacy)
        {
            foreach (var name in LegacyTokenHeaders)
            {
                if (request.Headers[name].ToString() is { Length: > 0 } token)
                {
                    return token;
                }
            }
        }

        // The names of query parameters compare without case.
        var inQuery = request.Query["ApiKey"].ToString();
        return inQuery.Length == 0 && allowLegacy ? request.Query["api_key"].ToString() : inQuery;
    }
}
