using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Tasks;

/// <summary>Libraries as an administrator makes and scans them.</summary>
internal sealed class LibraryClient(ReplicaFixture cluster, TaskClient tasks)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Returns when it has been scanned.</summary>
    public async Task AddAsync(string name, string type, string path, object options)
    {
        var before = TimeProvider.System.GetUtcNow();
        using var response = await cluster.Client.PostAsJsonAsync(
            $"/Library/VirtualFolders?name={name}&collectionType={type}&paths={Uri.EscapeDataString(path)}&refreshLibrary=true", new { LibraryOptions = options }, Cancel);
        response.EnsureSuccessStatusCode();
        await tasks.ResultAsync("RefreshLibrary", before, "Completed");
    }

    public async Task ScanAsync()
    {
        var before = TimeProvider.System.GetUtcNow();
        (await cluster.Client.PostAsync(new Uri("/Library/Refresh", UriKind.Relative), null, Cancel)).EnsureSuccessStatusCode();
        await tasks.ResultAsync("RefreshLibrary", before, "Completed");
    }

    /// <summary>Changes some of its options; the others stay.</summary>
    public async Task SetOptionsAsync(string name, Action<JsonNode> change)
    {
        var libraries = (await cluster.Client.GetFromJsonAsync<JsonArray>("/Library/VirtualFolders", Cancel))!;
        var library = libraries.Single(library => (string?)library!["Name"] == name)!;
        var options = library["LibraryOptions"]!;
        change(options);
        var body = JsonSerializer.SerializeToElement(new { Id = (string?)library["ItemId"], LibraryOptions = options });
        (await cluster.Client.PostAsJsonAsync("/Library/VirtualFolders/LibraryOptions", body, Cancel)).EnsureSuccessStatusCode();
    }

    /// <summary>The one item that is found by these words, with all its details.</summary>
    public async Task<JsonElement> FindAsync(string words)
    {
        var found = await cluster.Client.GetFromJsonAsync<JsonElement>(
            $"/Items?recursive=true&searchTerm={words}&fields=Chapters,MediaSources,Trickplay,Path&userId={cluster.UserId}", Cancel);
        return Assert.Single(found.GetProperty("Items").EnumerateArray());
    }

    /// <summary>Tests of a class share the server, and a scan fails where a folder is gone.</summary>
    public async Task RemoveAsync(string name)
    {
        using var response = await cluster.Client.DeleteAsync(new Uri($"/Library/VirtualFolders?name={name}&refreshLibrary=false", UriKind.Relative), Cancel);
        response.EnsureSuccessStatusCode();
    }
}
