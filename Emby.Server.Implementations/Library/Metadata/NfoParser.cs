using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Emby.Server.Implementations.Library.Metadata;

/// <summary>Reads Kodi's <c>.nfo</c> format; unknown elements and values that do not parse are passed over.</summary>
public static partial class NfoParser
{
    /// <summary>One entry per item the text describes. A text that is only an address gives one entry with its ids; garbage gives none.</summary>
    public static IReadOnlyList<NfoMetadata> Parse(byte[] bytes)
    {
        var text = NfoText.Decode(bytes);
        var items = NfoText.Elements(text).Select(Item).ToList();
        var linked = LinkedIds(text);
        if (items.Count == 0)
        {
            return linked.Count == 0 ? [] : [new NfoMetadata { ProviderIds = linked }];
        }

        if (items.Count == 1 && items[0].ProviderIds.Count == 0 && linked.Count > 0)
        {
            items[0] = items[0] with { ProviderIds = linked };
        }

        return items;
    }

    private static NfoMetadata Item(XElement root)
    {
        var premiered = Date(root, "premiered") ?? Date(root, "aired") ?? Date(root, "releasedate") ?? Date(root, "firstaired");
        return new NfoMetadata
        {
            Title = Text(root, "title"),
            OriginalTitle = Text(root, "originaltitle"),
            SortTitle = Text(root, "sorttitle"),
            Plot = Text(root, "plot") ?? Text(root, "review") ?? Text(root, "outline"),
            Taglines = Texts(root, "tagline"),
            Genres = Lists(root, "genre"),
            Studios = Lists(root, "studio"),
            Tags = [.. Texts(root, "tag").Concat(Texts(root, "style")).Distinct(StringComparer.OrdinalIgnoreCase)],
            Countries = Lists(root, "country"),
            Trailers = [.. Texts(root, "trailer").Where(trailer => trailer.StartsWith("http", StringComparison.OrdinalIgnoreCase))],
            OfficialRating = Text(root, "mpaa"),
            CustomRating = Text(root, "customrating"),
            CommunityRating = NfoRatings.Community(root),
            CriticRating = NfoRatings.Critic(root),
            Year = Number(root, "year") is > 0 and var year ? year : premiered?.Year,
            Premiered = premiered,
            Ended = Date(root, "enddate"),
            DateAdded = Date(root, "dateadded"),
            Status = Status(Text(root, "status")),
            RunTimeTicks = Number(root, "runtime") is > 0 and var minutes ? minutes * TimeSpan.TicksPerMinute : null,
            Season = Number(root, "season") ?? Number(root, "seasonnumber"),
            Episode = Number(root, "episode"),
            EpisodeEnd = Number(root, "episodenumberend"),
            AirsBeforeSeason = Number(root, "airsbefore_season") ?? Positive(Number(root, "displayseason")),
            AirsAfterSeason = Number(root, "airsafter_season"),
            AirsBeforeEpisode = Number(root, "airsbefore_episode") ?? Positive(Number(root, "displayepisode")),
            ProviderIds = ProviderIds(root),
            People = NfoPeople.Of(root),
        };
    }

    internal static IEnumerable<XElement> Children(XElement root, string name)
        => root.Elements().Where(element => element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase));

    internal static string? Text(XElement root, string name)
        => Children(root, name).Select(element => element.Value.Trim()).FirstOrDefault(text => text.Length > 0);

    internal static string[] Texts(XElement root, string name)
        => [.. Children(root, name).Select(element => element.Value.Trim()).Where(text => text.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Some programs write one element with slashes or bars between the values.</summary>
    private static string[] Lists(XElement root, string name)
        =>
        [
            .. Texts(root, name)
                .SelectMany(text => text.Split([" / ", "|"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    internal static int? Number(XElement root, string name)
        => LeadingNumber().Match(Text(root, name) ?? "") is { Success: true } match
            && int.TryParse(match.ValueSpan, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? Positive(int? number) => number > 0 ? number : null;

    private static DateTimeOffset? Date(XElement root, string name)
        => DateTimeOffset.TryParse(Text(root, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date.Year > 1800
            ? date.ToUniversalTime()
            : null;

    private static string? Status(string? text) => text?.ToLowerInvariant() switch
    {
        "ended" or "canceled" or "cancelled" => "Ended",
        "continuing" or "returning series" => "Continuing",
        "unreleased" or "planned" or "in production" => "Unreleased",
        _ => null,
    };

    private static Dictionary<string, string> ProviderIds(XElement root)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in Children(root, "uniqueid"))
        {
            Add(element.Attribute("type")?.Value, element.Value);
        }

        foreach (var name in new[] { "imdbid", "imdb_id", "tmdbid", "tvdbid", "tvrageid", "zap2itid", "wikidataid" })
        {
            Add(name.Replace("_", "", StringComparison.Ordinal)[..^2], Text(root, name));
        }

        if (Text(root, "id") is { } id)
        {
            Add(id.StartsWith("tt", StringComparison.Ordinal) ? "imdb" : root.Name.LocalName is "tvshow" or "episodedetails" ? "tvdb" : null, id);
        }

        return ids;

        void Add(string? provider, string? value)
        {
            if (!string.IsNullOrWhiteSpace(provider) && !string.IsNullOrWhiteSpace(value))
            {
                var name = provider.Trim().ToLowerInvariant();
                ids.TryAdd(char.ToUpperInvariant(name[0]) + name[1..], value.Trim());
            }
        }
    }

    private static Dictionary<string, string> LinkedIds(string text)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in Link().Matches(text))
        {
            foreach (var provider in new[] { "Imdb", "Tmdb", "Tvdb" })
            {
                if (match.Groups[provider] is { Success: true } id)
                {
                    ids.TryAdd(provider, id.Value);
                }
            }
        }

        return ids;
    }

    [GeneratedRegex(@"^\d{1,9}", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(
        @"imdb\.com/(?:[a-z]{2}/)?title/(?<Imdb>tt\d{6,10})|themoviedb\.org/(?:movie|tv)/(?<Tmdb>\d{1,9})|thetvdb\.com/[^\s""<]*?(?:id=|series/)(?<Tvdb>\d{1,9})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
