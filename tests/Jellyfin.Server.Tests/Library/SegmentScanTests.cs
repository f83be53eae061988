using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Server.Tests.Tasks;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Library;

/// <summary>What players skip: found by a scan on one replica, read on the other.</summary>
public sealed class SegmentScanTests(TwoReplicas server) : IClassFixture<TwoReplicas>, IDisposable
{
    private const string Task = "TaskExtractMediaSegments";

    private readonly TaskClient _tasks = new(server.Replicas[1], server.Token);
    private readonly HttpClient _second = server.Replicas[1].CreateClient(server.Token);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LibraryClient Libraries => new(server, _tasks);

    [Fact]
    public async Task Marked_stretches_are_found_by_a_scan_and_follow_their_sources()
    {
        using var media = new SampleMedia();
        await ChapteredAsync(media, "Films/Marked (2005)/Marked (2005).mkv");
        var list = media.Text("Films/Marked (2005)/Marked (2005).edl", "0.4 0.6 3\n0.1 0.2 0\n0.6 0.7 1\nnonsense\n");
        await Libraries.AddAsync("Marked", "movies", media.Path("Films"), new { });
        var id = (await Libraries.FindAsync("marked")).GetProperty("Id").GetString()!;

        Assert.Equal("Intro 0-3000000, Commercial 4000000-6000000, Outro 8000000-9000000", await SegmentsAsync(id));
        Assert.Equal("Intro 0-3000000, Outro 8000000-9000000", await SegmentsAsync(id, "?includeSegmentTypes=Intro&includeSegmentTypes=outro"));
        Assert.Equal("Commercial 4000000-6000000", await SegmentsAsync(id, "?includeSegmentTypes=Commercial,Preview"));
        Assert.True(await HasSegmentsAsync(id));
        var before = await _second.GetFromJsonAsync<JsonElement>($"/MediaSegments/{id}", Cancel);

        File.WriteAllText(list, "0.5 0.6 3\n");
        await RunAsync();
        Assert.Equal("Intro 0-3000000, Commercial 5000000-6000000, Outro 8000000-9000000", await SegmentsAsync(id));
        var after = await _second.GetFromJsonAsync<JsonElement>($"/MediaSegments/{id}", Cancel);
        Assert.Equal(before.GetProperty("Items")[0].GetRawText(), after.GetProperty("Items")[0].GetRawText());

        // A library can switch each source off.
        var providers = (await _second.GetFromJsonAsync<JsonElement>("/Libraries/AvailableOptions", Cancel)).GetProperty("MediaSegmentProviders")
            .EnumerateArray().Select(provider => (JsonNode?)provider.GetProperty("Name").GetString()).ToArray();
        await Libraries.SetOptionsAsync("Marked", options => options["DisabledMediaSegmentProviders"] = new JsonArray(providers[0]!.DeepClone()));
        await RunAsync();
        Assert.Equal("Commercial 5000000-6000000", await SegmentsAsync(id));
        await Libraries.SetOptionsAsync("Marked", options => options["DisabledMediaSegmentProviders"] = new JsonArray(providers));
        await RunAsync();
        Assert.Equal("", await SegmentsAsync(id));
        Assert.False(await HasSegmentsAsync(id));

        await Libraries.RemoveAsync("Marked");
    }

    [Fact]
    public async Task A_user_without_the_library_and_a_strange_id_get_nothing()
    {
        using var media = new SampleMedia();
        await ChapteredAsync(media, "Films/Hidden (2006)/Hidden (2006).mkv");
        await Libraries.AddAsync("Hidden", "movies", media.Path("Films"), new { });
        var id = (await Libraries.FindAsync("hidden")).GetProperty("Id").GetString()!;
        using var guest = await GuestAsync(server, "segment-guest");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_second, id));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(guest, id));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(_second, Guid.NewGuid().ToString("N")));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(_second, "none"));
        using var nobody = server.Replicas[1].CreateClient(token: null);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(nobody, id));

        await Libraries.RemoveAsync("Hidden");
    }

    public void Dispose()
    {
        _tasks.Dispose();
        _second.Dispose();
    }

    /// <summary>Somebody on the second replica who may see no library.</summary>
    internal static async Task<HttpClient> GuestAsync(ReplicaFixture server, string name)
    {
        using var created = await server.Client.PostAsJsonAsync("/Users/New", new { Name = name, Password = name }, Cancel);
        var user = (await created.Content.ReadFromJsonAsync<JsonObject>(Cancel))!;
        user["Policy"]!["EnableAllFolders"] = false;
        using var restricted = await server.Client.PostAsJsonAsync($"/Users/{user["Id"]}/Policy", user["Policy"], Cancel);
        restricted.EnsureSuccessStatusCode();
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[1], name, name, name);
        return server.Replicas[1].CreateClient(token, name);
    }

    /// <summary>One second: an intro of 0.3, a story of 0.5, credits of 0.1.</summary>
    private static async Task ChapteredAsync(SampleMedia media, string path)
    {
        var plain = await media.VideoAsync("plain.mkv", "-c:v", "libx264", "-preset", "ultrafast", "-t", "1", "-an");
        var chapters = media.Text("chapters.txt", ";FFMETADATA1\n" + Chapter(0, 300, "Intro") + Chapter(300, 800, "Story") + Chapter(800, 900, "End Credits") + Chapter(900, 1000, "Once More"));
        Directory.CreateDirectory(Path.GetDirectoryName(media.Path(path))!);
        await SampleMedia.FfmpegAsync(["-i", plain, "-i", chapters, "-map_chapters", "1", "-c", "copy", media.Path(path)]);
    }

    private static string Chapter(int start, int end, string name) => $"[CHAPTER]\nTIMEBASE=1/1000\nSTART={start}\nEND={end}\ntitle={name}\n";

    private static Task<HttpStatusCode> StatusAsync(HttpClient client, string id) => client.StatusAsync(HttpMethod.Get, $"/MediaSegments/{id}");

    private async Task RunAsync() => Assert.Equal("Completed", (await _tasks.RunAsync(Task)).GetProperty("Status").GetString());

    private async Task<string> SegmentsAsync(string id, string query = "")
    {
        var found = await _second.GetFromJsonAsync<JsonElement>($"/MediaSegments/{id}{query}", Cancel);
        var segments = found.GetProperty("Items").EnumerateArray().ToList();
        Assert.Equal(segments.Count, found.GetProperty("TotalRecordCount").GetInt32());
        Assert.All(segments, segment => Assert.Equal(id, segment.GetProperty("ItemId").GetString()));
        return string.Join(", ", segments.Select(segment => $"{segment.GetProperty("Type")} {segment.GetProperty("StartTicks")}-{segment.GetProperty("EndTicks")}"));
    }

    private async Task<bool> HasSegmentsAsync(string id)
    {
        var item = await _second.GetFromJsonAsync<JsonElement>($"/Items/{id}?userId={server.UserId}", Cancel);
        return item.GetProperty("MediaSources")[0].GetProperty("HasSegments").GetBoolean();
    }
}
