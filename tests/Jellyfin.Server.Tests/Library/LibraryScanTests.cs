using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Server.Tests.Tasks;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Library;

/// <summary>What an administrator does first: add a library, scan it, look at it.</summary>
public sealed class LibraryScanTests(TwoReplicas server) : IClassFixture<TwoReplicas>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_library_added_on_one_replica_is_scanned_and_seen_on_the_other()
    {
        using var media = new SampleMedia();
        var film = await media.VideoAsync("Films/Alpha (2001)/Alpha (2001).mkv");
        media.Text("Films/Alpha (2001)/Alpha (2001).de.srt", "1\n00:00:00,000 --> 00:00:01,000\nHallo\n");
        await media.PictureAsync("Films/Alpha (2001)/poster.png");
        media.Copy(film, "Shows/Show/Season 01/Show S01E01.mkv");
        media.Copy(film, "Shows/Show/Season 01/Show S01E02.mkv");
        using var second = server.Replicas[1].CreateClient(server.Token);

        await AddAsync("Films", "movies", media.Path("Films"), refresh: false);
        // Other tests of this class scan, too.
        var before = TimeProvider.System.GetUtcNow();
        await AddAsync("Shows", "tvshows", media.Path("Shows"), refresh: true);
        using var tasks = new TaskClient(server.Replicas[1], server.Token);
        await tasks.ResultAsync("RefreshLibrary", before, "Completed");

        var films = await second.GetFromJsonAsync<JsonElement>($"/Items?userId={server.UserId}&recursive=true&includeItemTypes=Movie&searchTerm=alpha", Token);
        var alpha = Assert.Single(films.GetProperty("Items").EnumerateArray());
        Assert.Equal("Alpha", alpha.GetProperty("Name").GetString());
        Assert.Equal(2001, alpha.GetProperty("ProductionYear").GetInt32());
        Assert.True(alpha.GetProperty("ImageTags").TryGetProperty("Primary", out _));
        Assert.True(alpha.GetProperty("RunTimeTicks").GetInt64() > 0);
        var detail = await second.GetFromJsonAsync<JsonElement>($"/Items/{alpha.GetProperty("Id").GetString()}?userId={server.UserId}", Token);
        var streams = detail.GetProperty("MediaSources")[0].GetProperty("MediaStreams").EnumerateArray().ToList();
        Assert.Equal(["Subtitle", "Video", "Audio"], streams.Select(stream => stream.GetProperty("Type").GetString()));
        Assert.Equal("deu", streams[0].GetProperty("Language").GetString());
        var episodes = await second.GetFromJsonAsync<JsonElement>($"/Items?userId={server.UserId}&recursive=true&includeItemTypes=Episode", Token);
        Assert.Equal(2, episodes.GetProperty("TotalRecordCount").GetInt32());
        await RemoveAsync("Films");
        await RemoveAsync("Shows");
    }

    [Fact]
    public async Task A_cover_inside_a_film_is_its_picture()
    {
        using var media = new SampleMedia();
        var film = await media.VideoAsync("plain.mp4");
        var cover = await media.PictureAsync("cover.png", 30, 50);
        Directory.CreateDirectory(media.Path("Covers/Gamma (2003)"));
        await SampleMedia.FfmpegAsync(
        [
            "-i", film, "-i", cover, "-map", "0", "-map", "1", "-c", "copy", "-disposition:v:1", "attached_pic", media.Path("Covers/Gamma (2003)/Gamma (2003).mp4"),
        ]);

        await AddAsync("Covers", "movies", media.Path("Covers"), refresh: true);
        var picture = "";
        await Eventually.IsTrueAsync(
            async () =>
            {
                var found = await server.Client.GetFromJsonAsync<JsonElement>($"/Items?recursive=true&searchTerm=gamma&userId={server.UserId}", Token);
                picture = found.GetProperty("Items").EnumerateArray()
                    .Where(item => item.GetProperty("ImageTags").TryGetProperty("Primary", out _))
                    .Select(item => $"/Items/{item.GetProperty("Id").GetString()}/Images/Primary?format=Png")
                    .SingleOrDefault("");
                return picture.Length > 0;
            },
            "the film has a picture",
            30);

        using var second = server.Replicas[1].CreateClient(token: null);
        using var answer = await second.GetAsync(picture, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        await RemoveAsync("Covers");
    }

    [Fact]
    public async Task Fonts_inside_a_film_are_served_by_every_replica()
    {
        using var media = new SampleMedia();
        var film = await media.VideoAsync("plain.mkv");
        var font = media.Text("font.ttf", "Nobody looks into it.");
        var page = media.Text("page.html", "<script>alert(1)</script>");
        Directory.CreateDirectory(media.Path("Fonts/Delta (2004)"));
        await SampleMedia.FfmpegAsync(
        [
            "-i", film, "-attach", font, "-attach", page, "-metadata:s:2", "mimetype=font/ttf", "-metadata:s:3", "mimetype=text/html", "-c", "copy",
            media.Path("Fonts/Delta (2004)/Delta (2004).mkv"),
        ]);
        using var tasks = new TaskClient(server.Replicas[1], server.Token);
        var libraries = new LibraryClient(server, tasks);
        await libraries.AddAsync("Fonts", "movies", media.Path("Fonts"), new { });
        var item = await libraries.FindAsync("delta");
        var attachments = item.GetProperty("MediaSources")[0].GetProperty("MediaAttachments").EnumerateArray()
            .Select(attachment => attachment.GetProperty("DeliveryUrl").GetString()!).ToList();
        Assert.Equal(2, attachments.Count);
        var folder = attachments[0][..attachments[0].LastIndexOf('/')];

        foreach (var replica in server.Replicas)
        {
            using var client = replica.CreateClient(token: null);
            using var answer = await client.GetAsync(attachments[0], Token);
            Assert.Equal((HttpStatusCode.OK, "font/ttf"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Equal("Nobody looks into it.", await answer.Content.ReadAsStringAsync(Token));
            // What a film brings must not become a page of this server.
            using var script = await client.GetAsync(attachments[1], Token);
            Assert.Equal((HttpStatusCode.OK, "application/octet-stream"), (script.StatusCode, script.Content.Headers.ContentType?.MediaType));
            foreach (var (path, status) in new[]
            {
                ($"{folder}/0", HttpStatusCode.NotFound), ($"{folder}/-1", HttpStatusCode.NotFound), ($"{folder}/99", HttpStatusCode.NotFound),
                (attachments[0].Replace(item.GetProperty("Id").GetString()!, $"{Guid.NewGuid():N}", StringComparison.Ordinal), HttpStatusCode.NotFound),
            })
            {
                using var missing = await client.GetAsync(path, Token);
                Assert.Equal((path, status), (path, missing.StatusCode));
            }
        }

        await RemoveAsync("Fonts");
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_refused()
    {
        using var response = await server.Client.PostAsync("/Library/VirtualFolders?name=None&collectionType=movies&paths=/does/not/exist", null, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_library_is_renamed_and_removed_by_name()
    {
        using var media = new SampleMedia();
        await AddAsync("Old", "movies", media.Root, refresh: false);

        using var renamed = await server.Client.PostAsync("/Library/VirtualFolders/Name?name=old&newName=New", null, Token);
        using var removed = await server.Client.DeleteAsync("/Library/VirtualFolders?name=New", Token);
        using var again = await server.Client.DeleteAsync("/Library/VirtualFolders?name=New", Token);

        Assert.Equal(
            (HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.NotFound), (renamed.StatusCode, removed.StatusCode, again.StatusCode));
    }

    [Fact]
    public async Task Folders_of_the_machine_can_be_browsed()
    {
        using var media = new SampleMedia();
        media.Text("folder/file.txt", "x");

        var entries = await server.Client.GetFromJsonAsync<JsonElement>($"/Environment/DirectoryContents?path={media.Root}&includeDirectories=true", Token);
        using var missing = await server.Client.GetAsync("/Environment/DirectoryContents?path=/does/not/exist&includeDirectories=true", Token);

        Assert.Equal("folder", Assert.Single(entries.EnumerateArray()).GetProperty("Name").GetString());
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private async Task AddAsync(string name, string type, string path, bool refresh)
    {
        using var response = await server.Client.PostAsJsonAsync(
            $"/Library/VirtualFolders?name={name}&collectionType={type}&paths={Uri.EscapeDataString(path)}&refreshLibrary={refresh}",
            new { LibraryOptions = new { EnableRealtimeMonitor = false } },
            Token);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    /// <summary>A scan fails where a folder is gone, and the folders of a test go with it.</summary>
    private async Task RemoveAsync(string name)
    {
        using var response = await server.Client.DeleteAsync($"/Library/VirtualFolders?name={name}&refreshLibrary=false", Token);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }
}
