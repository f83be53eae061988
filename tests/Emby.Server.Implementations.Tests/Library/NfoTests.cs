using System.Text;
using Emby.Server.Implementations.Library.Metadata;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Tests.Library;

public sealed class NfoTests
{
    [Fact]
    public void A_film_is_read()
    {
        var nfo = Single("""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <movie>
              <title>Alpha &amp; Omega</title><originaltitle>Alpha</originaltitle><sorttitle>Alpha 1</sorttitle>
              <plot>Once upon a time.</plot><tagline>Run</tagline><year>2001</year><premiered>2001-05-04</premiered>
              <mpaa>PG-13</mpaa><genre>Drama / Comedy</genre><genre>Action</genre><studio>Pixar</studio><tag>owned</tag><country>France</country>
              <ratings><rating name="themoviedb" max="10" default="true"><value>7.5</value></rating><rating name="tomatometerallcritics" max="100"><value>88</value></rating></ratings>
              <runtime>101</runtime><uniqueid type="imdb" default="true">tt0083658</uniqueid><tmdbid>78</tmdbid>
              <director>Jane Doe</director><credits>John Doe</credits>
              <actor><name>B</name><role>Second</role><order>1</order></actor><actor><name>A</name><role>First</role><order>0</order></actor>
            </movie>
            """);

        Assert.Equal(("Alpha & Omega", "Alpha", "Alpha 1", 2001), (nfo.Title, nfo.OriginalTitle, nfo.SortTitle, nfo.Year));
        Assert.Equal(["Drama", "Comedy", "Action"], nfo.Genres);
        Assert.Equal((7.5f, 88f, "PG-13"), (nfo.CommunityRating, nfo.CriticRating, nfo.OfficialRating));
        Assert.Equal(("tt0083658", "78"), (nfo.ProviderIds["Imdb"], nfo.ProviderIds["Tmdb"]));
        Assert.Equal(TimeSpan.FromMinutes(101).Ticks, nfo.RunTimeTicks);
        Assert.Equal(
            [("A", PersonKind.Actor, "First"), ("B", PersonKind.Actor, "Second"), ("Jane Doe", PersonKind.Director, ""), ("John Doe", PersonKind.Writer, "")],
            nfo.People.Select(person => (person.Name, person.Kind, person.Role)));
    }

    [Fact]
    public void One_file_may_describe_several_episodes()
    {
        var episodes = Parse("<episodedetails><title>One</title><episode>1</episode></episodedetails>\n<episodedetails><title>Two</title><episode>2</episode></episodedetails>");

        Assert.Equal([("One", (int?)1), ("Two", 2)], episodes.Select(episode => (episode.Title, episode.Episode)));
    }

    [Theory]
    [InlineData("<movie><title>Film</title></movie>\nhttps://www.imdb.com/title/tt0083658/")]
    [InlineData("\uFEFF<?xml version='1.0'?><movie><title>Film</title></movie> trailing < garbage")]
    [InlineData("some text before <movie><title>Film</title></movie>")]
    [InlineData("<!DOCTYPE movie [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><movie><title>Film</title><plot>&x;</plot></movie>")]
    [InlineData("<movie><title>Film</title><plot>Tom & Jerry&nbsp;&eacute;</plot></movie>")]
    [InlineData("<moviedb/><movie><title>Film</title></movie>")]
    public void Sloppy_files_are_understood(string text) => Assert.Equal("Film", Single(text).Title);

    [Fact]
    public void No_entity_is_ever_read_from_a_file()
        => Assert.Equal("&x;", Single("<!DOCTYPE movie [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><movie><title>T</title><plot>&x;</plot></movie>").Plot);

    [Theory]
    [InlineData("https://www.themoviedb.org/movie/603-the-matrix", "Tmdb", "603")]
    [InlineData("see http://www.imdb.com/title/tt0133093/ for more", "Imdb", "tt0133093")]
    public void An_address_alone_gives_an_id(string text, string provider, string id) => Assert.Equal(id, Single(text).ProviderIds[provider]);

    [Theory]
    [InlineData("")]
    [InlineData("just text")]
    [InlineData("<movie><title>never closed")]
    [InlineData("<movie><a></b></movie>")]
    public void Garbage_gives_nothing(string text) => Assert.Empty(Parse(text));

    [Fact]
    public void Text_that_is_not_utf8_is_read_as_latin1()
        => Assert.Equal("Amélie", NfoParser.Parse(Encoding.Latin1.GetBytes("<movie><title>Amélie</title></movie>"))[0].Title);

    private static NfoMetadata Single(string text) => Assert.Single(Parse(text));

    private static IReadOnlyList<NfoMetadata> Parse(string text) => NfoParser.Parse(Encoding.UTF8.GetBytes(text));
}
