using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Tests.Browsing;

public sealed class BrowseTests(BrowseLibrary library) : IClassFixture<BrowseLibrary>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_film_in_a_list_has_the_fields_that_the_real_server_sends()
    {
        var film = (await GetAsync($"/Items?parentId={library.Films:N}&recursive=true&includeItemTypes=Movie&limit=1")).GetProperty("Items")[0];

        string[] expected =
        [
            "BackdropImageTags", "ChannelId", "Container", "Id", "ImageBlurHashes", "ImageTags", "IsFolder", "LocationType", "MediaType", "Name",
            "OfficialRating", "ProductionYear", "RunTimeTicks", "ServerId", "Type", "UserData", "VideoType",
        ];
        Assert.Equal(expected, film.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Equal(JsonValueKind.Null, film.GetProperty("ChannelId").ValueKind);
        Assert.Equal("LEHV6nWB2yk8pyo0adR*.7kCMdnj", film.GetProperty("ImageBlurHashes").GetProperty("Primary").GetProperty("aaaa").GetString());
        string[] state = ["IsFavorite", "ItemId", "Key", "PlayCount", "PlaybackPositionTicks", "Played"];
        Assert.Equal(state, film.GetProperty("UserData").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_single_film_has_everything_there_is_to_say()
    {
        var film = await GetAsync($"/Items/{library.Alpha.Id:N}");
        var legacy = await GetAsync($"/Users/{library.Server.UserId:N}/Items/{library.Alpha.Id:D}");

        Assert.Equal(film.EnumerateObject().Select(field => field.Name), legacy.EnumerateObject().Select(field => field.Name));
        string[] expected =
        [
            "CanDelete", "CanDownload", "Chapters", "DateCreated", "DisplayPreferencesId", "EnableMediaSourceDisplay", "Etag", "ExternalUrls", "GenreItems",
            "Genres", "LocalTrailerCount", "LockData", "LockedFields", "MediaSources", "MediaStreams", "ParentId", "Path", "People", "PlayAccess",
            "PrimaryImageAspectRatio", "ProductionLocations", "ProviderIds", "RemoteTrailers", "SortName", "SpecialFeatureCount", "Studios", "Taglines",
            "Tags", "Trickplay",
        ];
        Assert.Empty(expected.Except(film.EnumerateObject().Select(field => field.Name)));
        Assert.Equal(library.Alpha.Id.ToString("N"), film.GetProperty("MediaSources")[0].GetProperty("Id").GetString());
        Assert.Equal("h264", film.GetProperty("MediaStreams")[0].GetProperty("Codec").GetString());
        Assert.Equal("Hero", film.GetProperty("People")[0].GetProperty("Role").GetString());
        Assert.Equal("https://www.imdb.com/title/tt0000001", film.GetProperty("ExternalUrls")[0].GetProperty("Url").GetString());
    }

    [Fact]
    public async Task The_root_lists_the_libraries()
    {
        string?[] views = ["Movies", "Shows"];

        Assert.Equal(views, Names(await GetAsync("/Items")));
        Assert.Equal(views, Names(await GetAsync("/UserViews")));
        Assert.Equal(views, Names(await GetAsync($"/Users/{library.Server.UserId:N}/Views")));
        Assert.Equal("movies", (await GetAsync("/UserViews")).GetProperty("Items")[0].GetProperty("CollectionType").GetString());
    }

    [Fact]
    public async Task A_series_has_seasons_episodes_and_a_first_episode()
    {
        var series = await GetAsync($"/Items/{library.Series.Id:N}");
        var seasons = await GetAsync($"/Shows/{library.Series.Id:N}/Seasons");
        var episodes = await GetAsync($"/Shows/{library.Series.Id:N}/Episodes");
        var second = await GetAsync($"/Shows/{library.Series.Id:N}/Episodes?season=2&startItemId={library.Episodes[3].Id:N}");
        var next = await GetAsync($"/Shows/NextUp?seriesId={library.Series.Id:N}");

        Assert.Equal((2, 4), (series.GetProperty("ChildCount").GetInt32(), series.GetProperty("RecursiveItemCount").GetInt32()));
        Assert.Equal(4, series.GetProperty("UserData").GetProperty("UnplayedItemCount").GetInt32());
        Assert.Equal(["Season 1", "Season 2"], Names(seasons));
        Assert.Equal(["Show S01E01", "Show S01E02", "Show S02E01", "Show S02E02"], Names(episodes));
        Assert.Equal("cccc", episodes.GetProperty("Items")[0].GetProperty("ParentBackdropImageTags")[0].GetString());
        Assert.Equal("dddd", episodes.GetProperty("Items")[0].GetProperty("SeriesPrimaryImageTag").GetString());
        Assert.Equal(["Show S02E02"], Names(second));
        Assert.Equal(["Show S01E01"], Names(next));
    }

    [Fact]
    public async Task Latest_is_a_bare_array_with_the_series_in_place_of_its_episodes()
    {
        var latest = await GetAsync($"/Items/Latest?parentId={library.Shows:N}");

        Assert.Equal("Series", Assert.Single(latest.EnumerateArray()).GetProperty("Type").GetString());
    }

    [Theory]
    [InlineData("/Items/Filters", "Genres", "Drama")]
    [InlineData("/Items/Filters", "OfficialRatings", "PG-13")]
    public async Task Filters_say_what_occurs(string path, string property, string value)
        => Assert.Equal(value, (await GetAsync(path)).GetProperty(property)[0].GetString());

    [Fact]
    public async Task Names_are_items_too()
    {
        var genres = await GetAsync("/Genres");
        var genre = await GetAsync("/Genres/sci-fi");
        var byGenre = await GetAsync($"/Items?recursive=true&genres=Sci-Fi");

        Assert.Equal(["Drama", "Sci-Fi"], Names(genres));
        Assert.Equal(ItemId.FromName(BaseItemKind.Genre, "Sci-Fi").ToString("N"), genre.GetProperty("Id").GetString());
        Assert.Equal(["Alpha"], Names(byGenre));
        Assert.Equal(["Jane Doe"], Names(await GetAsync("/Persons?searchTerm=jane")));
        Assert.Equal(["2020"], Names(await GetAsync("/Years")));
    }

    [Fact]
    public async Task Search_hints_name_items_and_people()
    {
        var hints = (await GetAsync("/Search/Hints?searchTerm=alp")).GetProperty("SearchHints");
        var people = (await GetAsync("/Search/Hints?searchTerm=jane")).GetProperty("SearchHints");

        Assert.Equal("Movie", Assert.Single(hints.EnumerateArray()).GetProperty("Type").GetString());
        Assert.Equal("Person", Assert.Single(people.EnumerateArray()).GetProperty("Type").GetString());
    }

    [Theory]
    [InlineData("/Items/00000000000000000000000000000001", HttpStatusCode.NotFound)]
    [InlineData("/Items/notaguid", HttpStatusCode.BadRequest)]
    [InlineData("/Items?limit=many", HttpStatusCode.BadRequest)]
    [InlineData("/Shows/00000000000000000000000000000001/Seasons", HttpStatusCode.NotFound)]
    [InlineData("/Genres/nothing", HttpStatusCode.NotFound)]
    [InlineData("/Artists/nobody", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_or_not_readable_is_a_problem_document(string path, HttpStatusCode status)
    {
        using var response = await library.Server.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        if (path == "/Items/notaguid")
        {
            Assert.Equal("The value 'notaguid' is not valid.", problem.GetProperty("errors").GetProperty("itemId")[0].GetString());
        }
    }

    [Theory]
    [InlineData("/Items?fields=Nonsense,Path&sortBy=Nonsense&includeItemTypes=Movie,Nonsense&unknown=1&recursive=true")]
    [InlineData("/items?RECURSIVE=true&IncludeItemTypes=Movie&Fields=Path&fields=Overview")]
    public async Task Unknown_names_are_ignored_and_case_does_not_matter(string path)
    {
        var films = await GetAsync(path);

        Assert.Equal(["Alpha", "Beta"], Names(films));
        Assert.Equal("/media/Alpha.mkv", films.GetProperty("Items")[0].GetProperty("Path").GetString());
    }

    [Theory]
    [InlineData("/LiveTv/Programs/Recommended?limit=1&isAiring=true")]
    [InlineData("/LiveTv/Channels")]
    [InlineData("/LiveTv/Timers")]
    [InlineData("/Channels")]
    [InlineData("/Artists?searchTerm=a")]
    [InlineData("/UserItems/Resume?mediaTypes=Book")]
    public async Task What_this_server_has_none_of_is_an_empty_page(string path)
    {
        var page = await GetAsync(path);

        Assert.Equal((0, 0), (page.GetProperty("Items").GetArrayLength(), page.GetProperty("TotalRecordCount").GetInt32()));
        Assert.Equal(0, page.GetProperty("StartIndex").GetInt32());
    }

    private static IEnumerable<string?> Names(JsonElement page) => page.GetProperty("Items").EnumerateArray().Select(item => item.GetProperty("Name").GetString());

    private async Task<JsonElement> GetAsync(string path)
        => await library.Server.Client.GetFromJsonAsync<JsonElement>(path, Cancellation);
}
