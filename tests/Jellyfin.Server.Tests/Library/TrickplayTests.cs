using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Server.Tests.Tasks;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Library;

/// <summary>Preview pictures: made by the leader, served by every replica.</summary>
public sealed class TrickplayTests(TrickplayFixture server) : IClassFixture<TrickplayFixture>, IAsyncLifetime
{
    private const string Make = "RefreshTrickplayImages";
    private static readonly TimeSpan Old = TimeSpan.FromDays(2);

    private readonly SampleMedia _media = new();
    private readonly TaskClient _tasks = new(server.Replicas[1], server.Token);
    private string _metadata = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LibraryClient Libraries => new(server, _tasks);

    public async ValueTask InitializeAsync()
    {
        _metadata = (await server.Client.GetFromJsonAsync<JsonElement>("/System/Info", Cancel)).GetProperty("InternalMetadataPath").GetString()!;
        var settings = (await server.Client.GetFromJsonAsync<JsonObject>("/System/Configuration", Cancel))!;
        settings["TrickplayOptions"]!["Interval"] = 2000;
        settings["TrickplayOptions"]!["TileWidth"] = 3;
        settings["TrickplayOptions"]!["TileHeight"] = 3;
        settings["TrickplayOptions"]!["WidthResolutions"] = new JsonArray(80, 320);
        (await server.Client.PostAsJsonAsync("/System/Configuration", settings, Cancel)).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await Libraries.RemoveAsync("Films");
        _tasks.Dispose();
        _media.Dispose();
    }

    [Fact]
    public async Task Tiles_are_made_on_one_replica_and_served_by_both_to_those_who_may_see_the_film()
    {
        var id = await FilmAsync("Seekable");
        Assert.Equal("{}", (await Libraries.FindAsync("seekable")).GetProperty("Trickplay").GetRawText());

        await RunAsync(Make);

        var expected = new JsonObject
        {
            [id] = JsonNode.Parse("""
                {
                    "80": {"Width":80,"Height":44,"TileWidth":3,"TileHeight":3,"ThumbnailCount":13,"Interval":2000},
                    "160": {"Width":160,"Height":90,"TileWidth":3,"TileHeight":3,"ThumbnailCount":13,"Interval":2000}
                }
                """),
        };
        var item = JsonNode.Parse((await Libraries.FindAsync("seekable")).GetProperty("Trickplay").GetRawText())!;
        foreach (var width in new[] { "80", "160" })
        {
            Assert.True((int)item[id]![width]!["Bandwidth"]! > 0);
            item[id]![width]!.AsObject().Remove("Bandwidth");
        }

        Assert.True(JsonNode.DeepEquals(expected, item), item.ToJsonString());
        using var guest = await SegmentScanTests.GuestAsync(server, "trickplay-guest");
        foreach (var replica in server.Replicas)
        {
            using var client = replica.CreateClient(server.Token);
            Assert.Equal((240, 132), await TileSizeAsync(client, $"/Videos/{id}/Trickplay/80/0.jpg"));
            Assert.Equal((480, 270), await TileSizeAsync(client, $"/Videos/{id}/Trickplay/160/1.jpg?MediaSourceId={id}"));
            Assert.Equal(
                "#EXTM3U\n#EXT-X-TARGETDURATION:18\n#EXT-X-VERSION:7\n#EXT-X-MEDIA-SEQUENCE:1\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-IMAGES-ONLY\n"
                + $"#EXTINF:18,\n#EXT-X-TILES:RESOLUTION=80x44,LAYOUT=3x3,DURATION=2\n0.jpg?MediaSourceId={id}&ApiKey={server.Token}\n"
                + $"#EXTINF:8,\n#EXT-X-TILES:RESOLUTION=80x44,LAYOUT=3x3,DURATION=2\n1.jpg?MediaSourceId={id}&ApiKey={server.Token}\n#EXT-X-ENDLIST\n",
                await client.GetStringAsync(new Uri($"/Videos/{id}/Trickplay/80/tiles.m3u8", UriKind.Relative), Cancel));
            using var nobody = replica.CreateClient(token: null);
            foreach (var file in new[] { "tiles.m3u8", "0.jpg" })
            {
                Assert.Equal(HttpStatusCode.NotFound, await guest.StatusAsync(HttpMethod.Get, $"/Videos/{id}/Trickplay/80/{file}"));
                Assert.Equal(HttpStatusCode.Unauthorized, await nobody.StatusAsync(HttpMethod.Get, $"/Videos/{id}/Trickplay/80/{file}"));
            }
        }

        await StrangeRequestsAsync(id);
    }

    [Fact]
    public async Task A_changed_file_gets_new_tiles_and_what_belongs_to_nobody_is_removed()
    {
        var id = await FilmAsync("Changing");
        await RunAsync(Make);
        var before = Assert.Single(Sets(id), set => set.Name.StartsWith("80 ", StringComparison.Ordinal));

        await FilmAsync("Changing", seconds: 5, isNew: false);
        await Libraries.ScanAsync();
        Assert.Equal(HttpStatusCode.NotFound, await server.Client.StatusAsync(HttpMethod.Get, $"/Videos/{id}/Trickplay/80/0.jpg"));
        await RunAsync(Make);

        var trickplay = (await Libraries.FindAsync("changing")).GetProperty("Trickplay").GetProperty(id);
        Assert.Equal(3, trickplay.GetProperty("80").GetProperty("ThumbnailCount").GetInt32());
        Assert.Equal((240, 132), await TileSizeAsync(server.Client, $"/Videos/{id}/Trickplay/80/0.jpg"));

        // Whoever looked at the old ones could do so until now.
        before.Refresh();
        Assert.True(before.Exists);
        await CleanAsync(id);
        Assert.Equal(2, Sets(id).Length);
        Assert.DoesNotContain(Sets(id), set => set.Name == before.Name);
        Assert.Equal((240, 132), await TileSizeAsync(server.Client, $"/Videos/{id}/Trickplay/80/0.jpg"));

        Directory.Delete(_media.Path("Films/Changing (2001)"), recursive: true);
        await FilmAsync("Other", isNew: false);
        await Libraries.ScanAsync();
        Assert.Equal(HttpStatusCode.NotFound, await server.Client.StatusAsync(HttpMethod.Get, $"/Videos/{id}/Trickplay/80/0.jpg"));
        await CleanAsync(id);
        Assert.Empty(Sets(id));
    }

    [Fact]
    public async Task Of_a_replica_that_dies_while_it_makes_tiles_nothing_is_served_and_another_one_makes_them()
    {
        var id = await FilmAsync("Interrupted");
        server.Hang();
        await _tasks.StartAsync(Make);
        await Eventually.IsTrueAsync(() => server.Hangs, "ffmpeg has made its tiles", 30);
        var leader = await Leader.FindAsync(server);
        var other = server.Replicas.Single(replica => replica != leader);
        using var client = other.CreateClient(server.Token);
        var half = Assert.Single(Sets(id));

        await leader.KillAsync(Cancel);

        Assert.Equal(2, half.GetFiles("*.jpg").Length);
        Assert.Equal(HttpStatusCode.NotFound, await client.StatusAsync(HttpMethod.Get, $"/Videos/{id}/Trickplay/80/0.jpg"));
        Assert.Equal(HttpStatusCode.NotFound, await client.StatusAsync(HttpMethod.Get, $"/Videos/{id}/Trickplay/80/tiles.m3u8"));
        Assert.Equal("{}", (await client.GetFromJsonAsync<JsonElement>($"/Items/{id}?userId={server.UserId}", Cancel)).GetProperty("Trickplay").GetRawText());
        server.Repair();
        await Eventually.IsTrueAsync(
            async () => await client.StatusAsync(HttpMethod.Get, $"/Videos/{id}/Trickplay/160/1.jpg") == HttpStatusCode.OK, "the other replica makes them", 60);
        Assert.Contains(Sets(id), set => set.Name == half.Name);
        await leader.StartAsync(Cancel);
        await CleanAsync(id);
        Assert.DoesNotContain(Sets(id), set => set.Name == half.Name);
    }

    [Fact]
    public async Task Tiles_are_kept_beside_the_film_where_the_library_says_so()
    {
        var id = await FilmAsync("Beside", options: new { EnableTrickplayImageExtraction = true, SaveTrickplayWithMedia = true });
        var beside = new DirectoryInfo(_media.Path("Films/Beside (2001)/Beside (2001).trickplay"));

        await RunAsync(Make);

        Assert.Equal(["160 - 3x3", "80 - 3x3"], beside.GetDirectories().Select(set => set.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["0.jpg", "1.jpg"], beside.GetDirectories("80 - 3x3")[0].GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Empty(Sets(id));
        foreach (var replica in server.Replicas)
        {
            using var client = replica.CreateClient(server.Token);
            Assert.Equal((240, 132), await TileSizeAsync(client, $"/Videos/{id}/Trickplay/80/1.jpg"));
        }

        // As a replica leaves it that dies while it copies.
        _media.Text("Films/Beside (2001)/Beside (2001).trickplay/.80 - 3x3 - 0199/0.jpg", "half");
        await FilmAsync("Beside", seconds: 5, isNew: false);
        await Libraries.ScanAsync();
        await RunAsync(Make);

        Assert.Equal(["160 - 3x3", "80 - 3x3"], beside.GetDirectories().Select(set => set.Name).Order(StringComparer.Ordinal));
        Assert.Equal("0.jpg", Assert.Single(beside.GetDirectories("80 - 3x3")[0].GetFiles()).Name);
        Assert.Equal(3, (await Libraries.FindAsync("beside")).GetProperty("Trickplay").GetProperty(id).GetProperty("80").GetProperty("ThumbnailCount").GetInt32());
    }

    [Fact]
    public async Task Tiles_that_lie_beside_a_film_are_taken_as_they_are()
    {
        var beside = _media.Path("Films/Moved (2001)/Moved (2001).trickplay");
        foreach (var (set, tiles) in new[] { ("80 - 3x3", 2), ("160 - 3x3", 7) })
        {
            for (var tile = 0; tile < tiles; tile++)
            {
                await _media.PictureAsync($"Films/Moved (2001)/Moved (2001).trickplay/{set}/{tile}.jpg", 240, 120);
            }
        }

        var id = await FilmAsync("Moved");
        var before = await File.ReadAllBytesAsync(Path.Combine(beside, "80 - 3x3/0.jpg"), Cancel);

        await RunAsync(Make);

        var sets = (await Libraries.FindAsync("moved")).GetProperty("Trickplay").GetProperty(id);
        Assert.Equal((40, 13), (sets.GetProperty("80").GetProperty("Height").GetInt32(), sets.GetProperty("80").GetProperty("ThumbnailCount").GetInt32()));
        Assert.Equal(before, await server.Client.GetByteArrayAsync(new Uri($"/Videos/{id}/Trickplay/80/0.jpg", UriKind.Relative), Cancel));
        Assert.Equal((480, 270), await TileSizeAsync(server.Client, $"/Videos/{id}/Trickplay/160/0.jpg"));
        Assert.StartsWith("160 ", Assert.Single(Sets(id)).Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tiles_beside_a_film_that_may_not_be_its_own_are_neither_taken_nor_replaced()
    {
        const string Beside = "Films/Replaced (2001)/Replaced (2001).trickplay";
        for (var tile = 0; tile < 2; tile++)
        {
            await _media.PictureAsync($"{Beside}/80 - 3x3/{tile}.jpg", 240, 120);
        }

        // Of a film of another size that was there before; and one with its second tile missing.
        _media.Text($"{Beside}/.80 - 3x3", "2000 1");
        await _media.PictureAsync($"{Beside}/160 - 3x3/0.jpg", 480, 270);
        await _media.PictureAsync($"{Beside}/160 - 3x3/2.jpg", 480, 270);
        var before = await File.ReadAllBytesAsync(_media.Path($"{Beside}/80 - 3x3/0.jpg"), Cancel);
        var id = await FilmAsync("Replaced", options: new { EnableTrickplayImageExtraction = true, SaveTrickplayWithMedia = true });

        await RunAsync(Make);

        Assert.Equal(2, Sets(id).Length);
        Assert.Equal((240, 132), await TileSizeAsync(server.Client, $"/Videos/{id}/Trickplay/80/1.jpg"));
        Assert.Equal((480, 270), await TileSizeAsync(server.Client, $"/Videos/{id}/Trickplay/160/1.jpg"));
        Assert.Equal(before, await File.ReadAllBytesAsync(_media.Path($"{Beside}/80 - 3x3/0.jpg"), Cancel));
        Assert.False(File.Exists(_media.Path($"{Beside}/160 - 3x3/1.jpg")));
    }

    [Fact]
    public async Task A_single_tile_beside_a_film_is_taken_only_when_its_interval_is_known()
    {
        foreach (var (width, tile) in new[] { (80, 240), (160, 480) })
        {
            await _media.PictureAsync($"Films/Short (2001)/Short (2001).trickplay/{width} - 3x3/0.jpg", tile, 120);
        }

        var film = _media.Path("Films/Short (2001)/Short (2001).mkv");
        var id = await FilmAsync("Short", seconds: 5);
        _media.Text("Films/Short (2001)/Short (2001).trickplay/.80 - 3x3", $"2000 {new FileInfo(film).Length}");

        await RunAsync(Make);

        Assert.Equal((240, 120), await TileSizeAsync(server.Client, $"/Videos/{id}/Trickplay/80/0.jpg"));
        Assert.Equal((480, 270), await TileSizeAsync(server.Client, $"/Videos/{id}/Trickplay/160/0.jpg"));
        Assert.StartsWith("160 ", Assert.Single(Sets(id)).Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_films_cannot_be_written_tiles_are_kept_in_the_shared_folder()
    {
        // A file where the folder would be: a folder without the right to write is none for the superuser.
        Directory.CreateDirectory(_media.Path("Films/Locked (2001)"));
        await File.WriteAllTextAsync(_media.Path("Films/Locked (2001)/Locked (2001).trickplay"), "", Cancel);
        var id = await FilmAsync("Locked", options: new { EnableTrickplayImageExtraction = true, SaveTrickplayWithMedia = true });

        await RunAsync(Make);

        Assert.Equal(2, Sets(id).Length);
        Assert.Equal((240, 132), await TileSizeAsync(server.Client, $"/Videos/{id}/Trickplay/80/0.jpg"));
        Assert.Contains(server.Replicas, replica => replica.Log.Contains("cannot be written (DirectoryNotFoundException), its preview pictures are kept in the metadata folder", StringComparison.Ordinal));
    }

    private async Task StrangeRequestsAsync(string id)
    {
        foreach (var path in new[]
        {
            "80/-1.jpg", "80/2.jpg", "80/2147483647.jpg", "81/0.jpg", "0/0.jpg", "-80/0.jpg", "320/0.jpg", "81/tiles.m3u8",
            $"80/0.jpg?mediaSourceId={Guid.NewGuid():N}",
        })
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, await server.Client.StatusAsync(HttpMethod.Get, $"/Videos/{id}/Trickplay/{path}")));
        }

        foreach (var path in new[] { "80/9999999999.jpg", "9999999999/0.jpg", "80/..%2f0.jpg", "80/0%00.jpg", "..%2f80/0.jpg", "x/tiles.m3u8" })
        {
            Assert.Equal((path, HttpStatusCode.BadRequest), (path, await server.Client.StatusAsync(HttpMethod.Get, $"/Videos/{id}/Trickplay/{path}")));
        }
    }

    /// <summary>A film of 160x90 in its own folder; the library is added with the first one. Returns the id of a new one.</summary>
    private async Task<string> FilmAsync(string name, int seconds = 25, bool isNew = true, object? options = null)
    {
        var path = _media.Path($"Films/{name} (2001)/{name} (2001).mkv");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await SampleMedia.FfmpegAsync(
            ["-f", "lavfi", "-i", $"testsrc=size=160x90:rate=4:duration={seconds}", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", path]);
        if (!isNew)
        {
            return "";
        }

        await Libraries.AddAsync("Films", "movies", _media.Path("Films"), options ?? new { EnableTrickplayImageExtraction = true });
        return (await Libraries.FindAsync(name)).GetProperty("Id").GetString()!;
    }

    private async Task RunAsync(string task) => Assert.Equal("Completed", (await _tasks.RunAsync(task)).GetProperty("Status").GetString());

    /// <summary>Two days later.</summary>
    private async Task CleanAsync(string id)
    {
        foreach (var set in Sets(id))
        {
            set.LastWriteTimeUtc = (TimeProvider.System.GetUtcNow() - Old).UtcDateTime;
        }

        await RunAsync("RemoveOrphanedItems");
    }

    private DirectoryInfo[] Sets(string id)
    {
        var folder = new DirectoryInfo(Path.Combine(_metadata, "trickplay", id[..2], id));
        return folder.Exists ? folder.GetDirectories() : [];
    }

    private static async Task<(int Width, int Height)> TileSizeAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var header = MediaBrowser.Controller.Images.ImageHeader.Parse(await response.Content.ReadAsByteArrayAsync(Cancel));
        return (header!.Width, header.Height);
    }
}
