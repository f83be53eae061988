using MediaBrowser.Controller.Library;

namespace MediaBrowser.Controller.Tests.Library;

public sealed class RatingAgesTests
{
    [Theory]
    [InlineData("PG-13", 13)]
    [InlineData("Rated R", 17)]
    [InlineData("US:PG-13", 13)]
    [InlineData("US:Rated PG-13", 13)]
    [InlineData("FSK 16", 16)]
    [InlineData("FSK16", 16)]
    [InlineData("de/FSK-12", 12)]
    [InlineData("TV-MA", 17)]
    [InlineData("G", 0)]
    [InlineData("tv-14", 14)]
    [InlineData("TV-14-DLV", 14)]
    [InlineData("TV-Y7-FV", 7)]
    [InlineData("NC-17", 17)]
    [InlineData("R for violence", 17)]
    [InlineData("Not Rated", null)]
    [InlineData("Unknown", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_rating_stands_for_an_age(string? rating, int? age) => Assert.Equal(age, RatingAges.Of(rating));
}
