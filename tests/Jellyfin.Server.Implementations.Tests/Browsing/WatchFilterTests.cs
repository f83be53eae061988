using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Tests.Browsing;

public sealed class WatchFilterTests(BrowseFixture browse) : IClassFixture<BrowseFixture>
{
    [Fact]
    public async Task Watch_conditions_are_about_the_viewer_alone()
    {
        var library = Guid.NewGuid();
        Item[] films = [.. new[] { "played", "half", "favourite", "liked", "disliked", "untouched" }.Select(name => Make.Film(name, film => film.LibraryId = library))];
        await browse.AddAsync([.. films]);
        await browse.AddAsync(
            browse.Watch(films[0], at: Make.Monday),
            browse.Watch(films[1], played: false, position: 5, at: Make.Monday.AddDays(1)),
            browse.Watch(films[2], played: false, favorite: true),
            browse.Watch(films[3], played: false, likes: true),
            browse.Watch(films[4], played: false, likes: false));
        var query = new ItemQuery(browse.Viewer) { Scope = new ItemScope(ItemScopeKind.Library, library), Kinds = [BaseItemKind.Movie] };

        Assert.Equal(["played"], await With(new() { IsPlayed = true }));
        Assert.Equal(["disliked", "favourite", "half", "liked", "untouched"], await With(new() { IsPlayed = false }));
        Assert.Equal(["half"], await With(new() { IsResumable = true }));
        Assert.Equal(["favourite"], await With(new() { IsFavorite = true }));
        Assert.Equal(["disliked", "half", "liked", "played", "untouched"], await With(new() { IsFavorite = false }));
        Assert.Equal(["liked"], await With(new() { Likes = true }));
        Assert.Equal(["favourite", "liked"], await With(new() { IsFavoriteOrLiked = true }));
        Assert.Equal(["half", "played"], (await browse.NamesAsync(query with { OrderBy = [new(ItemSortBy.DatePlayed, true)] }))[..2]);
        Assert.Empty(await browse.NamesAsync(query with { Viewer = browse.Viewer with { UserId = Guid.NewGuid() }, Watch = new() { IsPlayed = true } }));

        Task<string[]> With(WatchConditions watch) => browse.NamesAsync(query with { Watch = watch });
    }

    [Fact]
    public async Task A_series_is_played_when_no_episode_with_a_file_is_left()
    {
        var (seen, begun) = (Make.Series("seen"), Make.Series("begun"));
        Item[] episodes = [Make.Episode(seen, 1, 1), Make.Episode(begun, 1, 1), Make.Episode(begun, 1, 2), Make.Episode(seen, 1, 2, item => item.IsVirtual = true)];
        await browse.AddAsync([seen, begun, Make.Series("empty"), .. episodes]);
        await browse.AddAsync(browse.Watch(episodes[0]), browse.Watch(episodes[1]));
        var query = new ItemQuery(browse.Viewer) { Kinds = [BaseItemKind.Series] };

        Assert.Equal(["seen"], await browse.NamesAsync(query with { Watch = new() { IsPlayed = true } }));
        Assert.Equal(["begun", "empty"], await browse.NamesAsync(query with { Watch = new() { IsPlayed = false } }));
        var counts = await browse.Details.FolderCountsAsync([seen, begun], browse.UserId, TestContext.Current.CancellationToken);
        Assert.Equal((1, 0), (counts[seen.Id].Playable, counts[seen.Id].Unplayed));
        Assert.Equal((2, 1), (counts[begun.Id].Playable, counts[begun.Id].Unplayed));
    }
}
