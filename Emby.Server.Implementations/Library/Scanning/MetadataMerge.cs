using Emby.Server.Implementations.Library.Metadata;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>What an <c>.nfo</c> file says goes over what names say.</summary>
internal static class MetadataMerge
{
    public static void Apply(Item item, NfoMetadata nfo, int? inheritedRating)
    {
        Names(item, nfo);
        item.Overview = nfo.Plot;
        item.Taglines = nfo.Taglines;
        item.Genres = nfo.Genres;
        item.Studios = nfo.Studios;
        item.Tags = nfo.Tags;
        item.ProductionLocations = nfo.Countries;
        item.RemoteTrailers = [.. nfo.Trailers];
        item.OfficialRating = nfo.OfficialRating;
        item.CustomRating = nfo.CustomRating;
        item.ParentalRating = RatingAges.Of(nfo.CustomRating) ?? RatingAges.Of(nfo.OfficialRating) ?? inheritedRating;
        item.CommunityRating = nfo.CommunityRating;
        item.CriticRating = nfo.CriticRating;
        item.ProductionYear = nfo.Year ?? item.ProductionYear;
        item.PremiereDate = nfo.Premiered ?? item.PremiereDate;
        item.EndDate = nfo.Ended;
        item.Status = item.Kind == BaseItemKind.Series ? nfo.Status : null;
        item.DateCreated = nfo.DateAdded ?? item.DateCreated;
        item.RunTimeTicks = nfo.RunTimeTicks;
        foreach (var (provider, id) in nfo.ProviderIds)
        {
            item.ProviderIds[provider] = id;
        }
    }

    private static void Names(Item item, NfoMetadata nfo)
    {
        item.Name = nfo.Title ?? item.Name;
        item.OriginalTitle = nfo.OriginalTitle;
        item.SearchName = SearchNames.Of(item.Name);
        if (item.Kind == BaseItemKind.Episode)
        {
            Numbers(item, nfo);
        }
        else if (item.Kind != BaseItemKind.Season && item.Role != ItemRole.Part)
        {
            item.SortName = SortNames.Of(nfo.SortTitle ?? item.Name);
        }
    }

    /// <summary>The season stays the one the file lies in: its parent was made by it.</summary>
    private static void Numbers(Item item, NfoMetadata nfo)
    {
        item.IndexNumber = nfo.Episode ?? item.IndexNumber;
        item.IndexNumberEnd = nfo.EpisodeEnd ?? item.IndexNumberEnd;
        item.AirsBeforeSeasonNumber = nfo.AirsBeforeSeason;
        item.AirsAfterSeasonNumber = nfo.AirsAfterSeason;
        item.AirsBeforeEpisodeNumber = nfo.AirsBeforeEpisode;
        item.SortName = SortNames.OfEpisode(item.ParentIndexNumber, item.IndexNumber, item.Name);
    }
}
