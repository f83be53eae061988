using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts.Browsing;

/// <summary>Reads an <see cref="ItemQuery"/> from a query string. Parameters about music, photos and live TV are ignored.</summary>
internal static class ItemQueryReader
{
    public static ItemQuery Read(ListRequest request)
    {
        var query = request.Query;
        var filters = query.Members<ItemFilter>("filters");
        return new ItemQuery(request.Viewer)
        {
            Kinds = query.Members<BaseItemKind>("includeItemTypes"),
            ExcludeKinds = query.Members<BaseItemKind>("excludeItemTypes"),
            MediaTypes = query.Members<MediaType>("mediaTypes"),
            Ids = query.Ids("ids"),
            ExcludeIds = query.Ids("excludeItemIds"),
            IsFolder = filters.Contains(ItemFilter.IsFolder) ? true : filters.Contains(ItemFilter.IsNotFolder) ? false : null,
            IsMissing = query.Flag("isMissing"),
            Names = Names(query),
            Tags = Tags(query),
            Values = Values(query),
            Watch = Watch(query, filters),
            OrderBy = OrderBy(query),
            StartIndex = request.StartIndex,
            Limit = request.Limit,
            WantsTotal = request.WantsTotal,
        };
    }

    public static NameConditions Names(QueryReader query) => new()
    {
        SearchTerm = query.Text("searchTerm"),
        StartsWith = query.Text("nameStartsWith"),
        StartsWithOrGreater = query.Text("nameStartsWithOrGreater"),
        LessThan = query.Text("nameLessThan"),
    };

    /// <summary>One order for each key; keys without one of their own take the last.</summary>
    public static IReadOnlyList<ItemOrder> OrderBy(QueryReader query)
    {
        var keys = query.Members<ItemSortBy>("sortBy");
        var orders = query.Members<SortOrder>("sortOrder");
        return [.. keys.Select((key, index) => new ItemOrder(
            key, orders.Count > 0 && orders[Math.Min(index, orders.Count - 1)] == SortOrder.Descending))];
    }

    private static TagConditions Tags(QueryReader query) => new()
    {
        Genres = query.Names("genres"),
        GenreIds = query.Ids("genreIds"),
        Studios = query.Names("studios"),
        StudioIds = query.Ids("studioIds"),
        Tags = query.Names("tags"),
        OfficialRatings = query.Names("officialRatings"),
        Years = query.Numbers("years"),
        SeriesStatus = query.Words("seriesStatus"),
        AudioLanguages = query.Words("audioLanguages"),
        SubtitleLanguages = query.Words("subtitleLanguages"),
        Person = query.Text("person"),
        PersonIds = query.Ids("personIds"),
        PersonKinds = query.Members<PersonKind>("personTypes"),
    };

    private static ValueConditions Values(QueryReader query) => new()
    {
        IsHd = query.Flag("isHd"),
        Is4K = query.Flag("is4K"),
        MinWidth = query.Number("minWidth"),
        MinHeight = query.Number("minHeight"),
        MaxWidth = query.Number("maxWidth"),
        MaxHeight = query.Number("maxHeight"),
        HasSubtitles = query.Flag("hasSubtitles"),
        HasOverview = query.Flag("hasOverview"),
        HasOfficialRating = query.Flag("hasOfficialRating"),
        HasParentalRating = query.Flag("hasParentalRating"),
        IsLocked = query.Flag("isLocked"),
        MinCommunityRating = query.Decimal("minCommunityRating"),
        MinCriticRating = query.Decimal("minCriticRating"),
        MinPremiereDate = query.Time("minPremiereDate"),
        MaxPremiereDate = query.Time("maxPremiereDate"),
        MinDateLastSaved = query.Time("minDateLastSaved"),
        IndexNumber = query.Number("indexNumber"),
        ParentIndexNumber = query.Number("parentIndexNumber"),
        ProviderIds = Flags(query, ("hasImdbId", "Imdb"), ("hasTmdbId", "Tmdb"), ("hasTvdbId", "Tvdb")),
        Extras = Flags(
            query, ("hasTrailer", ExtraType.Trailer), ("hasThemeSong", ExtraType.ThemeSong), ("hasThemeVideo", ExtraType.ThemeVideo)),
        HasSpecialFeature = query.Flag("hasSpecialFeature"),
        ImageTypes = query.Members<ImageType>("imageTypes"),
    };

    private static WatchConditions Watch(QueryReader query, IReadOnlyList<ItemFilter> filters) => new()
    {
        IsPlayed = Both(query.Flag("isPlayed"), filters, ItemFilter.IsPlayed, ItemFilter.IsUnplayed),
        IsFavorite = query.Flag("isFavorite") ?? (filters.Contains(ItemFilter.IsFavorite) ? true : null),
        IsResumable = filters.Contains(ItemFilter.IsResumable) ? true : null,
        Likes = Both(null, filters, ItemFilter.Likes, ItemFilter.Dislikes),
        IsFavoriteOrLiked = filters.Contains(ItemFilter.IsFavoriteOrLikes),
    };

    private static bool? Both(bool? flag, IReadOnlyList<ItemFilter> filters, ItemFilter yes, ItemFilter no)
        => flag ?? (filters.Contains(yes) ? true : filters.Contains(no) ? false : null);

    private static Dictionary<T, bool> Flags<T>(QueryReader query, params (string Name, T Key)[] names)
        where T : notnull
        => names.Where(entry => query.Flag(entry.Name) is not null).ToDictionary(entry => entry.Key, entry => query.Flag(entry.Name)!.Value);

    private enum ItemFilter
    {
        IsFolder,
        IsNotFolder,
        IsUnplayed,
        IsPlayed,
        IsFavorite,
        IsResumable,
        Likes,
        Dislikes,
        IsFavoriteOrLikes,
    }
}
