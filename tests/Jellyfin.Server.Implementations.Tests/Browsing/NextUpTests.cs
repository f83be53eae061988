using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Tests.Browsing;

/// <summary>Each series has two seasons of three episodes and a special; an episode is written as season x number.</summary>
public sealed class NextUpTests(BrowseFixture browse) : IClassFixture<BrowseFixture>
{
    [Theory]
    [InlineData("", null)]
    [InlineData("1x1", "1x2")]
    [InlineData("1x1 1x2 1x3", "2x1")]
    [InlineData("1x3", "2x1")]
    [InlineData("1x1 2x1", "2x2")]
    [InlineData("1x1 1x2 1x3 2x1 2x2 2x3", null)]
    [InlineData("2x3", null)]
    [InlineData("0x1", "1x1")]
    public async Task The_next_episode_follows_the_last_one_played(string played, string? next)
    {
        var episodes = await AddSeriesAsync($"table {played}");
        foreach (var name in played.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            await browse.AddAsync(browse.Watch(episodes[name], at: Make.Monday));
        }

        Assert.Equal(next, await NextAsync(episodes, new NextUpQuery(browse.Viewer, default) { SeriesId = episodes["1x1"].SeriesId }));
    }

    [Fact]
    public async Task A_begun_episode_is_next_only_where_resumable_ones_are_wanted()
    {
        var episodes = await AddSeriesAsync("begun");
        await browse.AddAsync(browse.Watch(episodes["1x1"], at: Make.Monday), browse.Watch(episodes["1x2"], played: false, position: 100));
        var query = new NextUpQuery(browse.Viewer, default) { SeriesId = episodes["1x1"].SeriesId };

        Assert.Equal("1x2", await NextAsync(episodes, query));
        Assert.Null(await NextAsync(episodes, query with { EnableResumable = false }));
    }

    [Fact]
    public async Task Series_come_by_when_they_were_played_and_old_ones_are_cut_off()
    {
        var library = Guid.NewGuid();
        var first = await AddSeriesAsync("first", library);
        var second = await AddSeriesAsync("second", library);
        await browse.AddAsync(browse.Watch(first["1x1"], at: Make.Monday), browse.Watch(second["1x2"], at: Make.Monday.AddDays(2)));
        var query = new NextUpQuery(browse.Viewer, new ItemScope(ItemScopeKind.Library, library));
        var token = TestContext.Current.CancellationToken;

        Assert.Equal([second["1x3"].Id, first["1x2"].Id], await browse.Home.NextUpAsync(query, token));
        Assert.Equal([second["1x3"].Id], await browse.Home.NextUpAsync(query with { Limit = 1 }, token));
        Assert.Equal([first["1x2"].Id], await browse.Home.NextUpAsync(query with { StartIndex = 1, Limit = 1 }, token));
        Assert.Equal([second["1x3"].Id], await browse.Home.NextUpAsync(query with { Cutoff = Make.Monday.AddDays(1) }, token));
        Assert.Empty(await browse.Home.NextUpAsync(query with { Viewer = browse.Viewer with { BlockedLibraries = [library] } }, token));
    }

    [Fact]
    public async Task A_missing_episode_is_passed_over_and_a_double_episode_counts_as_both()
    {
        var series = Make.Series("gaps");
        var (twoInOne, missing, fourth) = (
            Make.Episode(series, 1, 1, episode => episode.IndexNumberEnd = 2),
            Make.Episode(series, 1, 3, episode => episode.IsVirtual = true),
            Make.Episode(series, 1, 4));
        await browse.AddAsync(series, twoInOne, missing, fourth);
        await browse.AddAsync(browse.Watch(twoInOne, at: Make.Monday));

        var next = await browse.Home.NextUpAsync(new NextUpQuery(browse.Viewer, default) { SeriesId = series.Id }, TestContext.Current.CancellationToken);

        Assert.Equal([fourth.Id], next);
    }

    [Fact]
    public async Task The_first_episode_is_not_a_special()
    {
        var episodes = await AddSeriesAsync("fresh");
        var token = TestContext.Current.CancellationToken;
        var series = episodes["1x1"].SeriesId!.Value;

        Assert.Equal(episodes["1x1"].Id, await browse.Home.FirstEpisodeAsync(series, browse.Viewer, token));
        Assert.False(await browse.Home.IsBegunAsync(series, browse.Viewer, token));
    }

    private async Task<string?> NextAsync(Dictionary<string, Item> episodes, NextUpQuery query)
    {
        var ids = await browse.Home.NextUpAsync(query, TestContext.Current.CancellationToken);
        return ids.Count == 0 ? null : episodes.Single(episode => episode.Value.Id == ids[0]).Key;
    }

    private async Task<Dictionary<string, Item>> AddSeriesAsync(string name, Guid? library = null)
    {
        var series = Make.Series(name);
        (int Season, int Number)[] numbers = [(0, 1), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)];
        var episodes = numbers.ToDictionary(
            at => $"{at.Season}x{at.Number}",
            at => Make.Episode(series, at.Season, at.Number, episode => episode.LibraryId = library ?? BrowseFixture.Shows));
        await browse.AddAsync([series, .. episodes.Values]);
        return episodes;
    }
}
