using System.Globalization;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Trickplay;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Trickplay;

/// <summary>
/// Where tiles are. Below the folder that replicas share: a folder for each item, and in it one for each set. A set that is made anew is in a
/// new folder, so whoever reads the old one is not disturbed, and nobody sees half of the new one. Or beside the film, as upstream has them.
/// </summary>
public sealed class TrickplayFolders(IOptions<PathOptions> paths)
{
    private const string Separator = " - ";

    private string Root => Path.Combine(paths.Value.Metadata, PathOptions.TrickplayFolder);

    /// <summary>Of a set beside the film. Those in the shared folder have more in their names, which tells the two apart.</summary>
    public static string NameBeside(TrickplayPlan plan) => string.Create(CultureInfo.InvariantCulture, $"{plan.Width}{Separator}{plan.TileWidth}x{plan.TileHeight}");

    /// <summary>A name that no set had before.</summary>
    public static string NewName(TrickplayPlan plan) => $"{NameBeside(plan)}{Separator}{Guid.CreateVersion7():N}";

    /// <summary>For all sets that are kept beside a film.</summary>
    public static string BesideOf(string path) => Path.ChangeExtension(path, ".trickplay");

    public static bool IsBeside(TrickplaySet set) => set.Folder.Split(Separator).Length == 2;

    /// <summary>Of a set, wherever it is.</summary>
    public string Of(TrickplaySet set, string path)
        => IsBeside(set) ? Path.Combine(BesideOf(path), set.Folder) : Of(set.ItemId, set.Folder);

    public string Of(Guid itemId, string folder)
    {
        var id = itemId.ToString("N");
        return Path.Combine(Root, id[..2], id, folder);
    }

    public string Tile(TrickplaySet set, string path, int index) => Path.Combine(Of(set, path), index.ToString(CultureInfo.InvariantCulture) + ".jpg");

    /// <summary>All that are there, also half ones.</summary>
    public IEnumerable<TrickplayFolder> List()
    {
        var root = new DirectoryInfo(Root);
        return !root.Exists ? [] : root.EnumerateDirectories()
            .SelectMany(first => first.EnumerateDirectories())
            .Where(item => Guid.TryParseExact(item.Name, "N", out _))
            .SelectMany(item => item.EnumerateDirectories().Select(set => new TrickplayFolder(Guid.ParseExact(item.Name, "N"), set)));
    }

    /// <summary>Returns false when it cannot be done now. The folder of the item goes with its last set.</summary>
    public static bool TryDelete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
            if (folder.Parent is { } item && !item.EnumerateFileSystemInfos().Any())
            {
                item.Delete();
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <param name="ItemId">Whose.</param>
/// <param name="Directory">One set.</param>
public sealed record TrickplayFolder(Guid ItemId, DirectoryInfo Directory);
