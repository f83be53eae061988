using Emby.Server.Implementations.Browsing;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Tests.Browsing;

public sealed class LatestServiceTests
{
    private static readonly Guid Series = ItemId.FromKey("series");
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Episodes as season and hours before the newest.</summary>
    [Theory]
    [InlineData(3, "episode", "1:0")]
    [InlineData(3, "episode", "2:0 1:48 1:72")]
    [InlineData(3, "season 1", "1:0 1:1 1:2")]
    [InlineData(3, "season 2", "2:0 2:1 1:48")]
    [InlineData(3, "series", "2:0 1:1")]
    [InlineData(1, "series", "1:0 1:1")]
    public void Episodes_that_came_together_are_shown_as_what_holds_them(int seasons, string shown, string episodes)
    {
        var items = episodes.Split(' ').Select(text => text.Split(':').Select(int.Parse).ToArray())
            .Select(part => new LatestItem(Guid.NewGuid(), BaseItemKind.Episode, Series, Season(part[0]), Monday.AddHours(-part[1])))
            .ToList();

        var id = LatestService.Represent(new LatestGroup(Series, items), _ => seasons);

        Assert.Equal(shown, id == Series ? "series" : id == Season(1) ? "season 1" : id == Season(2) ? "season 2" : id == items[0].Id ? "episode" : "?");
    }

    [Fact]
    public void A_film_stands_for_itself()
    {
        var film = new LatestItem(Guid.NewGuid(), BaseItemKind.Movie, null, null, Monday);

        Assert.Equal(film.Id, LatestService.Represent(new LatestGroup(null, [film]), _ => 0));
    }

    [Theory]
    [InlineData("a", "a b")]
    [InlineData("b", "a b c")]
    [InlineData("d", "c d")]
    [InlineData("x", "")]
    public void Neighbours_of_an_episode_are_the_one_before_and_the_one_after(string of, string expected)
    {
        Item[] list = [.. "abcd".Select(name => NamedItem.Create(BaseItemKind.Episode, name.ToString()))];

        var page = EpisodeService.Around(list, ItemId.FromName(BaseItemKind.Episode, of));

        Assert.Equal(expected, string.Join(' ', page.Items.Select(item => item.Name)));
    }

    private static Guid Season(int number) => ItemId.ForSeason(Series, number);
}
