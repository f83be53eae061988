using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Tests.Browsing;

/// <summary>Every condition finds the film that has it ("yes") and not the one that has not ("no").</summary>
public sealed class ItemFilterTests(BrowseFixture browse) : IClassFixture<BrowseFixture>
{
    public static TheoryData<string> Conditions => [.. Cases.Keys];

    private static readonly Guid Person = ItemId.FromName(BaseItemKind.Person, "Ada");

    private static readonly Dictionary<string, (Action<Item>? Yes, Action<Item>? No, Func<ItemQuery, ItemQuery> Ask)> Cases = new()
    {
        ["genre"] = (item => item.Genres = ["Drama", "War"], item => item.Genres = ["Comedy"], query => query with { Tags = new() { Genres = ["War", "Western"] } }),
        ["genre id"] = (item => item.Genres = ["Horror"], item => item.Genres = ["Family"], query => query with { Tags = new() { GenreIds = [ItemId.FromName(BaseItemKind.Genre, "Horror")] } }),
        ["studio"] = (item => item.Studios = ["Acme, Inc."], item => item.Studios = ["Other"], query => query with { Tags = new() { Studios = ["Acme, Inc."] } }),
        ["tag"] = (item => item.Tags = ["4k demo"], null, query => query with { Tags = new() { Tags = ["4k demo"] } }),
        ["official rating"] = (item => item.OfficialRating = "R", item => item.OfficialRating = "PG", query => query with { Tags = new() { OfficialRatings = ["R"] } }),
        ["year"] = (item => item.ProductionYear = 1999, item => item.ProductionYear = 2000, query => query with { Tags = new() { Years = [1998, 1999] } }),
        ["audio language"] = (item => item.AudioLanguages = ["eng", "fre"], item => item.AudioLanguages = ["ger"], query => query with { Tags = new() { AudioLanguages = ["fre"] } }),
        ["subtitle language"] = (item => item.SubtitleLanguages = ["swe"], null, query => query with { Tags = new() { SubtitleLanguages = ["swe"] } }),
        ["hd"] = (item => item.Width = 1280, item => item.Width = 720, query => query with { Values = new() { IsHd = true } }),
        ["not hd"] = (item => item.Width = 720, item => item.Width = 1920, query => query with { Values = new() { IsHd = false } }),
        ["not hd, size unknown"] = (null, item => item.Width = 1920, query => query with { Values = new() { IsHd = false } }),
        ["4k"] = (item => item.Width = 3840, item => item.Width = 1920, query => query with { Values = new() { Is4K = true } }),
        ["width between"] = (item => item.Width = 1000, item => item.Width = 1200, query => query with { Values = new() { MinWidth = 900, MaxWidth = 1100 } }),
        ["height between"] = (item => item.Height = 500, item => item.Height = 400, query => query with { Values = new() { MinHeight = 450, MaxHeight = 550 } }),
        ["subtitles"] = (item => item.HasSubtitles = true, null, query => query with { Values = new() { HasSubtitles = true } }),
        ["no subtitles"] = (null, item => item.HasSubtitles = true, query => query with { Values = new() { HasSubtitles = false } }),
        ["overview"] = (item => item.Overview = "Plot", null, query => query with { Values = new() { HasOverview = true } }),
        ["community rating"] = (item => item.CommunityRating = 8, item => item.CommunityRating = 6.9f, query => query with { Values = new() { MinCommunityRating = 7 } }),
        ["critic rating"] = (item => item.CriticRating = 80, null, query => query with { Values = new() { MinCriticRating = 70 } }),
        ["has official rating"] = (item => item.OfficialRating = "PG", null, query => query with { Values = new() { HasOfficialRating = true } }),
        ["has parental rating"] = (item => item.ParentalRating = 0, null, query => query with { Values = new() { HasParentalRating = true } }),
        ["premiere after"] = (item => item.PremiereDate = Make.Monday, item => item.PremiereDate = Make.Monday.AddDays(-2), query => query with { Values = new() { MinPremiereDate = Make.Monday.AddDays(-1) } }),
        ["premiere before"] = (item => item.PremiereDate = Make.Monday.AddDays(-2), item => item.PremiereDate = Make.Monday, query => query with { Values = new() { MaxPremiereDate = Make.Monday.AddDays(-1) } }),
        ["saved after"] = (item => item.DateModified = Make.Monday.AddDays(3), null, query => query with { Values = new() { MinDateLastSaved = Make.Monday.AddDays(1) } }),
        ["index number"] = (item => item.IndexNumber = 3, item => item.IndexNumber = 4, query => query with { Values = new() { IndexNumber = 3 } }),
        ["parent index number"] = (item => item.ParentIndexNumber = 0, null, query => query with { Values = new() { ParentIndexNumber = 0 } }),
        ["locked"] = (item => item.LockData = true, null, query => query with { Values = new() { IsLocked = true } }),
        ["imdb id"] = (item => item.ProviderIds = new() { ["Imdb"] = "tt1" }, null, query => query with { Values = new() { ProviderIds = new Dictionary<string, bool> { ["Imdb"] = true } } }),
        ["no tmdb id"] = (null, item => item.ProviderIds = new() { ["Tmdb"] = "1" }, query => query with { Values = new() { ProviderIds = new Dictionary<string, bool> { ["Tmdb"] = false } } }),
        ["picture"] = (item => item.Images = [new(ImageType.Logo, "/l.png", "1", 1, 1, null)], item => item.Images = [new(ImageType.Primary, "/p.png", "1", 1, 1, null)], query => query with { Values = new() { ImageTypes = [ImageType.Logo] } }),
        ["starts with"] = (item => item.SortName = "zebra", null, query => query with { Names = new() { StartsWith = "Z" } }),
        ["starts with a wildcard sign"] = (item => item.SortName = "%a", item => item.SortName = "xa", query => query with { Names = new() { StartsWith = "%" } }),
        ["starts with or greater"] = (item => item.SortName = "z", item => item.SortName = "a", query => query with { Names = new() { StartsWithOrGreater = "M" } }),
        ["less than"] = (item => item.SortName = "007", item => item.SortName = "b", query => query with { Names = new() { LessThan = "A" } }),
        ["search without accents"] = (item => item.SearchName = SearchNames.Of("Amélie's Café"), null, query => query with { Names = new() { SearchTerm = "CAFE ameli" } }),
        ["media type"] = (item => item.MediaType = MediaType.Audio, null, query => query with { MediaTypes = [MediaType.Audio] }),
        ["kind"] = (item => item.Kind = BaseItemKind.Video, null, query => query with { Kinds = [BaseItemKind.Video] }),
        ["several kinds"] = (item => item.Kind = BaseItemKind.BoxSet, null, query => query with { Kinds = [BaseItemKind.BoxSet, BaseItemKind.Trailer] }),
        ["excluded kind"] = (null, item => item.Kind = BaseItemKind.Video, query => query with { ExcludeKinds = [BaseItemKind.Video] }),
        ["folder"] = (item => item.IsFolder = true, null, query => query with { IsFolder = true }),
        ["main items only"] = (null, item => item.Role = ItemRole.Version, query => query),
        ["library"] = (null, item => item.LibraryId = ItemId.FromKey("elsewhere"), query => query),
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public async Task A_condition_finds_what_has_it_and_nothing_else(string condition)
    {
        var (yes, no, ask) = Cases[condition];
        var library = Guid.NewGuid();
        await browse.AddAsync(
            Make.Film("yes", item => Change(item, library, yes)),
            Make.Film("no", item => Change(item, library, no)));
        if (condition == "genre id")
        {
            await browse.AddAsync(NamedItem.Create(BaseItemKind.Genre, "Horror"));
        }

        var query = ask(new ItemQuery(browse.Viewer) { Scope = new ItemScope(ItemScopeKind.Library, library), Limit = 10 });
        var page = await browse.Queries.QueryAsync(query, TestContext.Current.CancellationToken);

        Assert.Equal("yes", Assert.Single(page.Items).Name);
        Assert.Equal(1, page.Total);
    }

    [Fact]
    public async Task Person_conditions_look_at_the_part_a_person_had()
    {
        var (acted, directed) = (Make.Film("acted"), Make.Film("directed"));
        await browse.AddAsync(acted, directed, Make.Film("neither"), NamedItem.Create(BaseItemKind.Person, "Ada"));
        await browse.AddAsync(
            new ItemPerson { ItemId = acted.Id, PersonId = Person, Kind = PersonKind.Actor, SortOrder = 0 },
            new ItemPerson { ItemId = directed.Id, PersonId = Person, Kind = PersonKind.Director, SortOrder = 0 });
        var query = new ItemQuery(browse.Viewer);

        Assert.Equal(["acted", "directed"], await browse.NamesAsync(query with { Tags = new() { PersonIds = [Person] } }));
        Assert.Equal(["acted", "directed"], await browse.NamesAsync(query with { Tags = new() { Person = "ada" } }));
        Assert.Equal(["directed"], await browse.NamesAsync(query with { Tags = new() { PersonIds = [Person], PersonKinds = [PersonKind.Director] } }));
    }

    [Fact]
    public async Task Extra_conditions_look_at_what_an_item_owns()
    {
        var library = Guid.NewGuid();
        var (trailer, feature, none) = (Make.Film("trailer"), Make.Film("feature"), Make.Film("none"));
        trailer.LibraryId = feature.LibraryId = none.LibraryId = library;
        await browse.AddAsync(trailer, feature, none, Extra(trailer, ExtraType.Trailer), Extra(feature, ExtraType.DeletedScene));
        var query = new ItemQuery(browse.Viewer) { Scope = new ItemScope(ItemScopeKind.Library, library) };
        var hasTrailer = new Dictionary<ExtraType, bool> { [ExtraType.Trailer] = true };

        Assert.Equal(["trailer"], await browse.NamesAsync(query with { Values = new() { Extras = hasTrailer } }));
        Assert.Equal(["feature"], await browse.NamesAsync(query with { Values = new() { HasSpecialFeature = true } }));
        Assert.Equal(["none", "trailer"], await browse.NamesAsync(query with { Values = new() { HasSpecialFeature = false } }));
    }

    private static Item Extra(Item owner, ExtraType type) => Make.Film("extra", item =>
    {
        item.LibraryId = owner.LibraryId;
        item.Role = ItemRole.Extra;
        item.OwnerId = owner.Id;
        item.ExtraType = type;
    });

    private static void Change(Item item, Guid library, Action<Item>? change)
    {
        item.LibraryId = library;
        change?.Invoke(item);
    }
}
