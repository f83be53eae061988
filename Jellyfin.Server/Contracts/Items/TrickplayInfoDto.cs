using MediaBrowser.Controller.Trickplay;

namespace Jellyfin.Server.Contracts.Items;

/// <summary>Preview pictures in one width; clients compute the tile and the place in it from this.</summary>
/// <param name="Width">Of a thumbnail, in pixels.</param>
/// <param name="Height">Of a thumbnail, in pixels.</param>
/// <param name="TileWidth">Thumbnails in a row.</param>
/// <param name="TileHeight">Rows.</param>
/// <param name="ThumbnailCount">In all tiles.</param>
/// <param name="Interval">Milliseconds.</param>
/// <param name="Bandwidth">Bits per second.</param>
public sealed record TrickplayInfoDto(int Width, int Height, int TileWidth, int TileHeight, int ThumbnailCount, int Interval, int Bandwidth)
{
    public static TrickplayInfoDto From(TrickplaySet set)
        => new(set.Width, set.Height, set.TileWidth, set.TileHeight, set.ThumbnailCount, set.Interval, set.Bandwidth);
}
