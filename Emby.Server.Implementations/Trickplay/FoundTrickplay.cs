using System.Globalization;
using MediaBrowser.Controller.Images;
using MediaBrowser.Controller.Trickplay;

namespace Emby.Server.Implementations.Trickplay;

/// <summary>Tiles that lie beside a film already, from upstream, from before the database was made anew, or of a replica that died before it stored them.</summary>
internal static class FoundTrickplay
{
    /// <summary>Null when there are none, or not those of the plan, or not all.</summary>
    public static TrickplaySet? Find(TrickplaySource film, TrickplayPlan plan)
    {
        try
        {
            var folder = new DirectoryInfo(Path.Combine(TrickplayFolders.BesideOf(film.Path), TrickplayFolders.NameBeside(plan)));
            var tiles = folder.Exists ? folder.GetFiles("*.jpg") : [];
            if (!AreWhole(tiles) || !IsOf(film, plan, tiles.Length) || Height(Path.Combine(folder.FullName, "0.jpg"), plan) is not { } height)
            {
                return null;
            }

            var interval = plan.Interval * TimeSpan.TicksPerMillisecond;
            var thumbnails = (int)((film.Media.RunTimeTicks!.Value + interval - 1) / interval);
            var set = plan.Describe(film.Media, height, Math.Min(thumbnails, tiles.Length * plan.TileWidth * plan.TileHeight), tiles.Max(tile => tile.Length));
            set.Folder = folder.Name;
            // Others round the last thumbnail away.
            var most = (thumbnails + set.PerTile() - 1) / set.PerTile();
            return tiles.Length <= most && tiles.Length >= Math.Max((thumbnails - 1) / set.PerTile(), 1) ? set : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>There are some, none is missing before the last one, and none is empty.</summary>
    private static bool AreWhole(FileInfo[] tiles)
    {
        var names = tiles.Where(tile => tile.Length > 0).Select(tile => tile.Name).ToHashSet(StringComparer.Ordinal);
        return tiles.Length > 0 && Enumerable.Range(0, tiles.Length).All(tile => names.Contains(tile.ToString(CultureInfo.InvariantCulture) + ".jpg"));
    }

    /// <summary>
    /// Upstream says nowhere how long the pictures are apart; it is seen in how many tiles there are. A single one fits any short film, which is quickly made anew.
    /// </summary>
    private static bool IsOf(TrickplaySource film, TrickplayPlan plan, int tiles)
        => TrickplayMark.Read(film.Path, plan) is { } mark ? mark == new TrickplayMark(plan.Interval, film.Media.Size) : tiles > 1;

    /// <summary>Of a thumbnail; null when the first tile is none of the plan.</summary>
    private static int? Height(string tile, TrickplayPlan plan)
    {
        using var file = File.OpenRead(tile);
        var bytes = new byte[ImageHeader.EnoughBytes];
        var header = ImageHeader.Parse(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)));
        return header is { Format: ImageFileFormat.Jpeg } && header.Width == plan.Width * plan.TileWidth && header.Height / plan.TileHeight is > 0 and var height
            ? height
            : null;
    }
}
