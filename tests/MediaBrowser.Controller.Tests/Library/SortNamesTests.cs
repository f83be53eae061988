using MediaBrowser.Controller.Library;

namespace MediaBrowser.Controller.Tests.Library;

public sealed class SortNamesTests
{
    [Theory]
    [InlineData("Alpha", "alpha")]
    [InlineData("The Matrix", "matrix")]
    [InlineData("A Quiet Place", "quiet place")]
    [InlineData("An Education", "education")]
    [InlineData("The", "the")]
    [InlineData("Clip720 (2023)", "clip0000000720 (0000002023)")]
    [InlineData("Épsilon (2022)", "epsilon (0000002022)")]
    [InlineData("Rocky 2", "rocky 0000000002")]
    [InlineData("Monsters, Inc.", "monsters inc")]
    [InlineData("Spider-Man", "spiderman")]
    [InlineData("Amélie", "amelie")]
    [InlineData("Ame\u0301lie", "amelie")]
    [InlineData("Æon Flux", "aeon flux")]
    [InlineData("Łódź", "lodz")]
    [InlineData("12345678901234", "12345678901234")]
    [InlineData("Москва", "москва")]
    [InlineData("", "")]
    public void A_name_sorts_as_people_expect(string name, string expected) => Assert.Equal(expected, SortNames.Of(name));

    [Fact]
    public void An_episode_sorts_by_its_numbers() => Assert.Equal("001 - 0001 - Show S01E01", SortNames.OfEpisode(1, 1, "Show S01E01"));

    [Fact]
    public void Two_comes_before_ten()
        => Assert.True(string.CompareOrdinal(SortNames.Of("Rocky 2"), SortNames.Of("Rocky 10")) < 0);

    [Theory]
    [InlineData("WALL·E", "wall e")]
    [InlineData("Ocean's Eleven", "oceans eleven")]
    [InlineData("  Spider-Man:  Far from Home ", "spider man far from home")]
    [InlineData("Crème Brûlée", "creme brulee")]
    [InlineData("!!!", "")]
    public void Search_ignores_accents_and_punctuation(string name, string expected) => Assert.Equal(expected, SearchNames.Of(name));
}
