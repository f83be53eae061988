using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.Implementations.Tests.Browsing;

public sealed class ViewerTests(BrowseFixture browse) : IClassFixture<BrowseFixture>
{
    private static readonly Guid Open = ItemId.FromKey("open");
    private static readonly Guid Closed = ItemId.FromKey("closed");

    [Fact]
    public async Task A_viewer_sees_allowed_libraries_only()
    {
        await browse.AddAsync(Make.Film("zqv seen", film => film.LibraryId = Open), Make.Film("zqv hidden", film => film.LibraryId = Closed));
        var query = new ItemQuery(browse.Viewer) { Kinds = [BaseItemKind.Movie], Names = new() { SearchTerm = "zqv" } };

        Assert.Equal(["zqv hidden", "zqv seen"], await browse.NamesAsync(query));
        Assert.Equal(["zqv seen"], await browse.NamesAsync(query with { Viewer = browse.Viewer with { AllowedLibraries = [Open] } }));
        Assert.Equal(["zqv seen"], await browse.NamesAsync(query with { Viewer = browse.Viewer with { BlockedLibraries = [Closed] } }));
    }

    [Fact]
    public async Task Episodes_have_the_rating_and_tags_of_their_series()
    {
        var library = Guid.NewGuid();
        var (adult, family, unrated) = (Series("adult", 18), Series("family", 6), Series("unrated", null));
        adult.Tags = ["Violence"];
        family.Tags = ["kids"];
        Item[] episodes = [.. new[] { adult, family, unrated }.Select(series => Make.Episode(series, 1, 1, episode => episode.LibraryId = library))];
        await browse.AddAsync([adult, family, unrated, .. episodes]);
        var query = new ItemQuery(browse.Viewer) { Scope = new ItemScope(ItemScopeKind.Library, library), Kinds = [BaseItemKind.Episode] };

        Assert.Equal(["family 1x1", "unrated 1x1"], await As(browse.Viewer with { MaxParentalRating = 12 }));
        Assert.Equal(["adult 1x1", "family 1x1"], await As(browse.Viewer with { BlockedUnrated = [UnratedItem.Series] }));
        Assert.Equal(["family 1x1", "unrated 1x1"], await As(browse.Viewer with { BlockedTags = ["VIOLENCE"] }));
        Assert.Equal(["family 1x1"], await As(browse.Viewer with { AllowedTags = ["kids"] }));
        var restricted = browse.Viewer with { MaxParentalRating = 12 };
        Assert.Null(await browse.Queries.FindAsync(episodes[0].Id, restricted, TestContext.Current.CancellationToken));
        Assert.NotNull(await browse.Queries.FindAsync(episodes[1].Id, restricted, TestContext.Current.CancellationToken));

        Task<string[]> As(Viewer viewer) => browse.NamesAsync(query with { Viewer = viewer });

        Item Series(string name, int? rating) => Make.Series(name, series => (series.LibraryId, series.ParentalRating) = (library, rating));
    }

    [Fact]
    public async Task Genres_and_people_of_hidden_items_are_not_named()
    {
        var film = Make.Film("secret", item => (item.LibraryId, item.Genres) = (Closed, ["Noir"]));
        var person = NamedItem.Create(BaseItemKind.Person, "Zoe Hidden");
        await browse.AddAsync(film, person);
        await browse.AddAsync(new ItemPerson { ItemId = film.Id, PersonId = person.Id, Kind = PersonKind.Actor, SortOrder = 0 });
        var token = TestContext.Current.CancellationToken;
        var restricted = browse.Viewer with { AllowedLibraries = [Open] };
        var names = new NameConditions { SearchTerm = "zoe" };

        Assert.Contains("Noir", (await browse.Names.ListAsync(BaseItemKind.Genre, new NameQuery(new ItemQuery(browse.Viewer)), token)).Items.Select(item => item.Name));
        Assert.DoesNotContain("Noir", (await browse.Names.ListAsync(BaseItemKind.Genre, new NameQuery(new ItemQuery(restricted)), token)).Items.Select(item => item.Name));
        Assert.Single((await browse.Names.PeopleAsync(new PeopleQuery(browse.Viewer) { Names = names }, token)).Items);
        Assert.Empty((await browse.Names.PeopleAsync(new PeopleQuery(restricted) { Names = names }, token)).Items);
    }
}
