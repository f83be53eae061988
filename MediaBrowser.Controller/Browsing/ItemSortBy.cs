namespace MediaBrowser.Controller.Browsing;

/// <summary>Keys that lists can be sorted by; the names are the ones the API uses.</summary>
public enum ItemSortBy
{
    Default,
    AiredEpisodeOrder,
    Album,
    AlbumArtist,
    Artist,
    DateCreated,
    OfficialRating,
    DatePlayed,
    PremiereDate,
    StartDate,
    SortName,
    Name,
    Random,
    Runtime,
    CommunityRating,
    ProductionYear,
    PlayCount,
    CriticRating,
    IsFolder,
    IsUnplayed,
    IsPlayed,
    SeriesSortName,
    VideoBitRate,
    AirTime,
    Studio,
    IsFavoriteOrLiked,
    DateLastContentAdded,
    SeriesDatePlayed,
    ParentIndexNumber,
    IndexNumber,
}

public enum SortOrder
{
    Ascending,
    Descending,
}

/// <summary>One key of an order.</summary>
public sealed record ItemOrder(ItemSortBy By, bool Descending = false);
