using Emby.Server.Implementations.Library.Naming;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Tests.Library;

public sealed class NamingTests
{
    [Theory]
    [InlineData("Alpha (2001)", "Alpha", 2001)]
    [InlineData("The Matrix (1999)", "The Matrix", 1999)]
    [InlineData("Blade.Runner.1982.1080p.BluRay.x264-GRP", "Blade Runner", 1982)]
    [InlineData("Blade.Runner.2049.2017.2160p.UHD.BluRay.x265", "Blade Runner 2049", 2017)]
    [InlineData("Blade Runner 2049", "Blade Runner 2049", null)]
    [InlineData("2001.A.Space.Odyssey.1968.1080p", "2001 A Space Odyssey", 1968)]
    [InlineData("2001 A Space Odyssey (1968)", "2001 A Space Odyssey", 1968)]
    [InlineData("1917", "1917", null)]
    [InlineData("1917 (2019)", "1917", 2019)]
    [InlineData("1984 (1984)", "1984", 1984)]
    [InlineData("(500) Days of Summer (2009)", "(500) Days of Summer", 2009)]
    [InlineData("Mr. Nobody (2009)", "Mr. Nobody", 2009)]
    [InlineData("300 (2006) [imdbid-tt0416449]", "300", 2006)]
    [InlineData("Heat", "Heat", null)]
    [InlineData("heat.1995.directors.cut", "heat", 1995)]
    [InlineData("Amélie (2001)", "Amélie", 2001)]
    [InlineData("Some_Film_2010_720p", "Some Film", 2010)]
    [InlineData("Film [2010]", "Film", 2010)]
    [InlineData("Film (2010) {edition-Director's Cut}", "Film", 2010)]
    [InlineData("Movie.Title.1080p.WEB-DL.AAC2.0", "Movie Title", null)]
    [InlineData("[Group] Film (2010)", "Film", 2010)]
    [InlineData("WALL·E (2008)", "WALL·E", 2008)]
    [InlineData("S1m0ne (2002)", "S1m0ne", 2002)]
    [InlineData("9 (2009)", "9", 2009)]
    [InlineData("Se7en.(1995)", "Se7en", 1995)]
    [InlineData("Апокалипсис (1979)", "Апокалипсис", 1979)]
    [InlineData("Film  with   spaces  (2000)", "Film with spaces", 2000)]
    [InlineData("[]", "[]", null)]
    [InlineData("...", "...", null)]
    public void A_title_is_read_out_of_a_name(string name, string title, int? year)
    {
        var parsed = TitleName.Parse(name);

        Assert.Equal((title, year), (parsed.Name, parsed.Year));
    }

    [Theory]
    [InlineData("Film (2010) [imdbid-tt0083658]", "Imdb", "tt0083658")]
    [InlineData("Film (2010) [tmdbid=78]", "Tmdb", "78")]
    [InlineData("Film (2010) {tmdb-78}", "Tmdb", "78")]
    [InlineData("Show [tvdbid-121361]", "Tvdb", "121361")]
    public void Ids_are_read_out_of_names(string name, string provider, string id) => Assert.Equal(id, TitleName.Parse(name).ProviderIds[provider]);

    [Fact]
    public void An_edition_is_read_out_of_a_name() => Assert.Equal("Director's Cut", TitleName.Parse("Film (2010) {edition-Director's Cut}").Edition);

    [Theory]
    [InlineData("Show S01E02", 1, 2, null, null)]
    [InlineData("Show - S01E02 - Pilot", 1, 2, null, "Pilot")]
    [InlineData("show.s01e02.the.title.720p.hdtv.x264", 1, 2, null, "the title")]
    [InlineData("Show s1e2", 1, 2, null, null)]
    [InlineData("Show S01E01-E03", 1, 1, 3, null)]
    [InlineData("Show S01E01E02", 1, 1, 2, null)]
    [InlineData("Show S01E01-02", 1, 1, 2, null)]
    [InlineData("Show s1e2-e3", 1, 2, 3, null)]
    [InlineData("Show S01E02-720p", 1, 2, null, null)]
    [InlineData("Show S01.E02", 1, 2, null, null)]
    [InlineData("Show S01 E02 - Title", 1, 2, null, "Title")]
    [InlineData("Show 1x02", 1, 2, null, null)]
    [InlineData("Show - 1x02 - Title", 1, 2, null, "Title")]
    [InlineData("1x02-1x03", 1, 2, 3, null)]
    [InlineData("Show Season 1 Episode 2", 1, 2, null, null)]
    [InlineData("Show S2019E05", 2019, 5, null, null)]
    [InlineData("S00E03 Special", 0, 3, null, "Special")]
    [InlineData("Episode 5", null, 5, null, null)]
    [InlineData("Ep05 - Title", null, 5, null, "Title")]
    [InlineData("E07", null, 7, null, null)]
    [InlineData("05 - Title", null, 5, null, "Title")]
    [InlineData("05. Title", null, 5, null, "Title")]
    [InlineData("12", null, 12, null, null)]
    [InlineData("[Group] Show - 012 [1080p]", null, 12, null, null)]
    [InlineData("[Group] Show - 01v2 (BD 1080p)", null, 1, null, null)]
    [InlineData("One Piece - 1071 - Title", null, 1071, null, "Title")]
    public void Numbers_are_read_out_of_an_episode(string name, int? season, int? number, int? end, string? title)
    {
        var parsed = EpisodeName.Parse(name);

        Assert.NotNull(parsed);
        Assert.Equal((season, number, end, title), (parsed.Season, parsed.Number, parsed.EndNumber, parsed.Title));
    }

    [Theory]
    [InlineData("Daily.Show.2019.03.27.Guest.720p", "2019-03-27", "Guest")]
    [InlineData("Show - 2020-01-31", "2020-01-31", null)]
    [InlineData("Show 31.01.2020", "2020-01-31", null)]
    public void Dates_are_read_out_of_daily_shows(string name, string date, string? title)
    {
        var parsed = EpisodeName.Parse(name);

        Assert.Equal((DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), title), (parsed?.Date, parsed?.Title));
    }

    [Theory]
    [InlineData("Show 1920x1080")]
    [InlineData("Making of the show")]
    [InlineData("Show 2019-13-40")]
    [InlineData("Show (2019)")]
    public void Other_numbers_are_no_episode(string name) => Assert.Null(EpisodeName.Parse(name)?.Season);

    [Theory]
    [InlineData("Season 1", 1)]
    [InlineData("Season 01", 1)]
    [InlineData("season10", 10)]
    [InlineData("S01", 1)]
    [InlineData("s1", 1)]
    [InlineData("Season 0", 0)]
    [InlineData("Specials", 0)]
    [InlineData("Staffel 3", 3)]
    [InlineData("Saison 2", 2)]
    [InlineData("Temporada 4", 4)]
    [InlineData("Show Name Season 2", 2)]
    [InlineData("Show.Name.S03.1080p.BluRay", 3)]
    [InlineData("Season 1 (2008)", 1)]
    [InlineData("1st Season", 1)]
    [InlineData("02", 2)]
    [InlineData("2019", 2019)]
    [InlineData("Show.S01E02.720p", null)]
    [InlineData("Extras", null)]
    [InlineData("Some Show", null)]
    [InlineData("Subs", null)]
    public void A_season_is_read_out_of_a_folder(string name, int? season) => Assert.Equal(season, SeasonName.Parse(name));

    [Theory]
    [InlineData("Film", "Film", null, false, false, false, null)]
    [InlineData("Film", "Film.en", "eng", false, false, false, null)]
    [InlineData("Film", "Film.ger.forced", "deu", true, false, false, null)]
    [InlineData("Film", "Film.en.default.sdh", "eng", false, true, true, null)]
    [InlineData("Film", "Film.hi", "hin", false, false, false, null)]
    [InlineData("Film", "Film.en.hi", "eng", false, false, true, null)]
    [InlineData("Film", "Film.English.Commentary", "eng", false, false, false, "Commentary")]
    [InlineData("Film", "Film.pt-BR", "por", false, false, false, null)]
    [InlineData("Film", "Film.en-US", "eng", false, false, false, null)]
    [InlineData("Film (2010)", "Film (2010).fre.foreign", "fra", true, false, false, null)]
    public void A_sidecar_tells_its_language(string video, string file, string? language, bool forced, bool isDefault, bool impaired, string? title)
    {
        var parsed = SidecarName.Parse(video, file);

        Assert.NotNull(parsed);
        Assert.Equal(
            (language, forced, isDefault, impaired, title), (parsed.Language, parsed.IsForced, parsed.IsDefault, parsed.IsHearingImpaired, parsed.Title));
    }

    [Theory]
    [InlineData("Film", "Filmography.en")]
    [InlineData("Film 2", "Film.en")]
    public void A_sidecar_of_another_film_is_left(string video, string file) => Assert.Null(SidecarName.Parse(video, file));

    [Theory]
    [InlineData("Film-trailer", ExtraType.Trailer)]
    [InlineData("Film.sample", ExtraType.Sample)]
    [InlineData("Film-deleted", ExtraType.DeletedScene)]
    [InlineData("Film-behindthescenes", ExtraType.BehindTheScenes)]
    [InlineData("trailer", ExtraType.Trailer)]
    [InlineData("Film", null)]
    [InlineData("The Trailer Park", null)]
    public void Extras_are_known_by_the_end_of_the_name(string stem, ExtraType? type) => Assert.Equal(type, ExtraName.OfFile(stem));

    [Theory]
    [InlineData("Film cd1", 1)]
    [InlineData("Film (2000) - part2", 2)]
    [InlineData("Film.disc.3", 3)]
    [InlineData("Film pt 1", 1)]
    [InlineData("Film", null)]
    [InlineData("Partners", null)]
    public void Parts_are_numbered(string stem, int? number) => Assert.Equal(number, PartName.Parse(stem)?.Number);

    [Theory]
    [InlineData("Film (2010)", "Film (2010) - 1080p", "1080p")]
    [InlineData("Film (2010)", "Film (2010) [2160p]", "2160p")]
    [InlineData("Film (2010)", "Film (2010)", "")]
    [InlineData("Film (2010)", "Other (2011)", null)]
    public void Versions_are_labelled(string folder, string stem, string? label) => Assert.Equal(label, VersionName.Of(folder, stem));

    [Theory]
    [InlineData("poster", ImageType.Primary)]
    [InlineData("folder", ImageType.Primary)]
    [InlineData("fanart", ImageType.Backdrop)]
    [InlineData("backdrop2", ImageType.Backdrop)]
    [InlineData("fanart-3", ImageType.Backdrop)]
    [InlineData("clearlogo", ImageType.Logo)]
    [InlineData("landscape", ImageType.Thumb)]
    [InlineData("holiday", null)]
    [InlineData("poster2", null)]
    public void Pictures_are_known_by_name(string stem, ImageType? type) => Assert.Equal(type, PictureName.OfFolder(stem)?.Type);

    [Theory]
    [InlineData(1, "season01-poster", ImageType.Primary)]
    [InlineData(0, "season-specials-banner", ImageType.Banner)]
    [InlineData(12, "season12", ImageType.Primary)]
    [InlineData(1, "season12", null)]
    public void Pictures_of_seasons_lie_in_the_folder_of_the_series(int season, string stem, ImageType? type)
        => Assert.Equal(type, PictureName.OfSeason(season, stem)?.Type);
}
