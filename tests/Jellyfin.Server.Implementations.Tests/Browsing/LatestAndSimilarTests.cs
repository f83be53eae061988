using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Tests.Browsing;

public sealed class LatestAndSimilarTests(BrowseFixture browse) : IClassFixture<BrowseFixture>
{
    [Fact]
    public async Task New_episodes_of_a_series_are_one_group_in_the_place_of_the_newest()
    {
        var library = Guid.NewGuid();
        var (series, other) = (Make.Series("one"), Make.Series("two"));
        var (old, alone, newest) = (Added(series, 1, 1), Added(other, 1, 2), Added(series, 2, 3));
        await browse.AddAsync(series, other, old, alone, newest);
        var query = new LatestQuery(browse.Viewer, new ItemScope(ItemScopeKind.Library, library), 10);
        var token = TestContext.Current.CancellationToken;

        var groups = await browse.Home.LatestAsync(query, token);
        var single = await browse.Home.LatestAsync(query with { GroupItems = false, Limit = 2 }, token);

        Assert.Equal([series.Id, other.Id], groups.Select(group => group.SeriesId!.Value));
        Assert.Equal([newest.Id, old.Id], groups[0].Items.Select(item => item.Id));
        Assert.Equal([newest.Id, alone.Id], single.Select(group => group.Items.Single().Id));

        Item Added(Item parent, int number, int days)
            => Make.Episode(parent, 1, number, episode => (episode.LibraryId, episode.DateCreated) = (library, Make.Monday.AddDays(days)));
    }

    [Fact]
    public async Task Many_new_episodes_of_one_series_do_not_push_the_others_out()
    {
        var library = Guid.NewGuid();
        var (busy, quiet) = (Make.Series("busy"), Make.Series("quiet"));
        await browse.AddAsync(busy, quiet, Added(quiet, 1, 0));
        await browse.AddAsync([.. Enumerable.Range(1, 900).Select(number => (object)Added(busy, number, number))]);

        var groups = await browse.Home.LatestAsync(
            new LatestQuery(browse.Viewer, new ItemScope(ItemScopeKind.Library, library), 2), TestContext.Current.CancellationToken);

        Assert.Equal([busy.Id, quiet.Id], groups.Select(group => group.SeriesId!.Value));

        Item Added(Item parent, int number, int minutes)
            => Make.Episode(parent, 1, number, episode => (episode.LibraryId, episode.DateCreated) = (library, Make.Monday.AddMinutes(minutes)));
    }

    [Fact]
    public async Task Played_items_are_left_out_where_the_user_wants_that()
    {
        var library = Guid.NewGuid();
        var (seen, unseen) = (Make.Film("seen", film => film.LibraryId = library), Make.Film("unseen", film => film.LibraryId = library));
        await browse.AddAsync(seen, unseen);
        await browse.AddAsync(browse.Watch(seen));
        var query = new LatestQuery(browse.Viewer, new ItemScope(ItemScopeKind.Library, library), 10);

        var all = await browse.Home.LatestAsync(query, TestContext.Current.CancellationToken);
        var left = await browse.Home.LatestAsync(query with { IsPlayed = false }, TestContext.Current.CancellationToken);

        Assert.Equal(2, all.Count);
        Assert.Equal(unseen.Id, Assert.Single(left).Items[0].Id);
    }

    [Fact]
    public async Task Similar_items_share_something_and_the_most_similar_come_first()
    {
        Item Film(string name, params string[] genres) => Make.Film(name, film => film.Genres = genres);
        var film = Film("film", "Noir", "Heist");
        var (close, far) = (Film("close", "Heist", "Noir"), Film("far", "Noir"));
        await browse.AddAsync(film, far, close, Film("unlike", "Musical"), Make.Series("other kind", series => series.Genres = ["Noir"]));

        Assert.Equal([close.Id, far.Id], await browse.Home.SimilarAsync(film, browse.Viewer, 5, TestContext.Current.CancellationToken));
        Assert.Empty(await browse.Home.SimilarAsync(Film("nothing known"), browse.Viewer, 5, TestContext.Current.CancellationToken));
    }
}
