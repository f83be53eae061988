using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Tests.Browsing;

/// <summary>Items with what a test does not care about filled in.</summary>
internal static class Make
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static Item Film(string name, Action<Item>? change = null) => Item(BaseItemKind.Movie, name, BrowseFixture.Films, change);

    public static Item Series(string name, Action<Item>? change = null) => Item(BaseItemKind.Series, name, BrowseFixture.Shows, item =>
    {
        item.IsFolder = true;
        change?.Invoke(item);
    });

    public static Item Season(Item series, int number) => Item(BaseItemKind.Season, $"{series.Name} season {number}", BrowseFixture.Shows, item =>
    {
        item.Id = ItemId.ForSeason(series.Id, number);
        item.IsFolder = true;
        item.ParentId = series.Id;
        item.SeriesId = series.Id;
        item.IndexNumber = number;
    });

    public static Item Episode(Item series, int season, int number, Action<Item>? change = null)
        => Item(BaseItemKind.Episode, $"{series.Name} {season}x{number}", BrowseFixture.Shows, item =>
        {
            item.ParentId = ItemId.ForSeason(series.Id, season);
            item.SeriesId = series.Id;
            item.SeasonId = ItemId.ForSeason(series.Id, season);
            item.ParentIndexNumber = season;
            item.IndexNumber = number;
            change?.Invoke(item);
        });

    public static Item Item(BaseItemKind kind, string name, Guid? library, Action<Item>? change = null)
    {
        var item = new Item
        {
            Id = Guid.NewGuid(),
            Kind = kind,
            Name = name,
            SortName = SortNames.Of(name),
            SearchName = SearchNames.Of(name),
            LibraryId = library,
            ParentId = library,
            MediaType = kind is BaseItemKind.Movie or BaseItemKind.Episode ? MediaType.Video : MediaType.Unknown,
            DateCreated = Monday,
            DateModified = Monday,
        };
        change?.Invoke(item);
        return item;
    }
}
