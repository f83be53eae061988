using System.Text.Json.Nodes;

namespace Jellyfin.LocalCluster.Setup;

/// <summary>The two libraries of a media folder.</summary>
public static class Libraries
{
    private static readonly (string Name, string CollectionType)[] Kinds = [("Movies", "movies"), ("Shows", "tvshows")];

    /// <summary>Adds what is missing of <c>Movies/</c> and <c>Shows/</c> below <paramref name="media"/>; does not scan.</summary>
    public static async Task AddAsync(ServerClient client, string media, CancellationToken cancellationToken)
    {
        var existing = (await client.GetAsync("/Library/VirtualFolders", cancellationToken))!.AsArray();
        foreach (var (name, collectionType) in Kinds)
        {
            var path = Path.Combine(media, name);
            if (!Directory.Exists(path))
            {
                continue;
            }

            var library = existing.FirstOrDefault(folder => (string?)folder!["Name"] == name);
            if (library is null)
            {
                await client.PostAsync(
                    $"/Library/VirtualFolders?name={name}&collectionType={collectionType}&paths={Uri.EscapeDataString(path)}&refreshLibrary=false",
                    new JsonObject { ["LibraryOptions"] = new JsonObject() },
                    cancellationToken);
            }
            else if (!library["Locations"]!.AsArray().Any(location => (string?)location == path))
            {
                await client.PostAsync(
                    "/Library/VirtualFolders/Paths?refreshLibrary=false",
                    new JsonObject { ["Name"] = name, ["PathInfo"] = new JsonObject { ["Path"] = path } },
                    cancellationToken);
            }
        }
    }
}
