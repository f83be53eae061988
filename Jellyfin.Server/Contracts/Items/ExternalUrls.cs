using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts.Items;

/// <summary>Pages about an item at the providers whose ids it has.</summary>
internal static class ExternalUrls
{
    public static IReadOnlyList<ExternalUrl> Of(Item item)
    {
        var urls = new List<ExternalUrl>();
        foreach (var (provider, id) in item.ProviderIds.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (Page(item.Kind, provider.ToLowerInvariant(), Uri.EscapeDataString(id)) is { } url)
            {
                urls.Add(url);
            }
        }

        return urls;
    }

    private static ExternalUrl? Page(BaseItemKind kind, string provider, string id) => (provider, kind) switch
    {
        ("imdb", BaseItemKind.Person) => new("IMDb", $"https://www.imdb.com/name/{id}"),
        ("imdb", _) => new("IMDb", $"https://www.imdb.com/title/{id}"),
        ("tmdb", BaseItemKind.Movie) => new("TMDB", $"https://www.themoviedb.org/movie/{id}"),
        ("tmdb", BaseItemKind.Series) => new("TMDB", $"https://www.themoviedb.org/tv/{id}"),
        ("tmdb", BaseItemKind.Person) => new("TMDB", $"https://www.themoviedb.org/person/{id}"),
        ("tmdb" or "tmdbcollection", BaseItemKind.BoxSet) => new("TMDB", $"https://www.themoviedb.org/collection/{id}"),
        ("tvdb", BaseItemKind.Series) => new("TheTVDB", $"https://thetvdb.com/?tab=series&id={id}"),
        ("tvdb", BaseItemKind.Episode) => new("TheTVDB", $"https://thetvdb.com/?tab=episode&id={id}"),
        ("tvmaze", BaseItemKind.Series) => new("TVmaze", $"https://www.tvmaze.com/shows/{id}"),
        _ => null,
    };
}
