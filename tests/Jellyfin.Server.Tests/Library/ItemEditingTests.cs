using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Library;

/// <summary>Editing and deleting what was scanned.</summary>
public sealed class ItemEditingTests(ReplicaFixture server) : IClassFixture<ReplicaFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_item_is_edited_and_deleted_with_its_files()
    {
        using var media = new SampleMedia();
        var film = media.Text("Films/Alpha (2001)/Alpha (2001).mkv", "no film");
        media.Text("Films/Beta (2002)/Beta (2002).mkv", "no film either");
        await AddAsync(media.Path("Films"));
        await Eventually.IsTrueAsync(async () => (await FilmsAsync()).Count == 2, "both films are there", 60);
        var alpha = (await FilmsAsync()).Single(item => item.GetProperty("Name").GetString() == "Alpha").GetProperty("Id").GetString();

        using var edited = await server.Client.PostAsJsonAsync(
            $"/Items/{alpha}", new { Name = "Mine", Genres = new[] { "Drama" }, LockData = true, OfficialRating = "PG-13", ProviderIds = new { Imdb = "tt1" } }, Token);
        var detail = await server.Client.GetFromJsonAsync<JsonElement>($"/Items/{alpha}?userId={server.UserId}", Token);
        using var forbidden = await DeleteAsync(alpha, allowed: false);
        using var deleted = await DeleteAsync(alpha, allowed: true);

        Assert.Equal(HttpStatusCode.NoContent, edited.StatusCode);
        Assert.Equal(("Mine", "PG-13"), (detail.GetProperty("Name").GetString(), detail.GetProperty("OfficialRating").GetString()));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.NoContent), (forbidden.StatusCode, deleted.StatusCode));
        Assert.False(Directory.Exists(Path.GetDirectoryName(film)));
        Assert.Equal("Beta", Assert.Single(await FilmsAsync()).GetProperty("Name").GetString());
    }

    private async Task AddAsync(string path)
    {
        using var response = await server.Client.PostAsync(
            $"/Library/VirtualFolders?name=Films&collectionType=movies&paths={Uri.EscapeDataString(path)}&refreshLibrary=true", null, Token);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private async Task<List<JsonElement>> FilmsAsync()
    {
        var page = await server.Client.GetFromJsonAsync<JsonElement>($"/Items?userId={server.UserId}&recursive=true&includeItemTypes=Movie", Token);
        return [.. page.GetProperty("Items").EnumerateArray()];
    }

    private async Task<HttpResponseMessage> DeleteAsync(string? id, bool allowed)
    {
        var user = await server.Client.GetFromJsonAsync<Dictionary<string, JsonElement>>($"/Users/{server.UserId}", Token);
        var policy = JsonSerializer.Deserialize<Dictionary<string, object?>>(user!["Policy"].GetRawText())!;
        policy["EnableContentDeletion"] = allowed;
        using var changed = await server.Client.PostAsJsonAsync($"/Users/{server.UserId}/Policy", policy, Token);
        changed.EnsureSuccessStatusCode();
        return await server.Client.DeleteAsync($"/Items/{id}", Token);
    }
}
