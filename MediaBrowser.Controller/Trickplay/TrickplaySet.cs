namespace MediaBrowser.Controller.Trickplay;

/// <summary>Preview pictures of one file in one width. Pictures ("thumbnails") lie side by side in larger ones ("tiles").</summary>
public sealed class TrickplaySet
{
    public required Guid ItemId { get; set; }

    /// <summary>Of a thumbnail, in pixels.</summary>
    public required int Width { get; set; }

    /// <summary>Of a thumbnail, in pixels.</summary>
    public required int Height { get; set; }

    /// <summary>Thumbnails in a row of a tile.</summary>
    public required int TileWidth { get; set; }

    /// <summary>Rows of a tile.</summary>
    public required int TileHeight { get; set; }

    public required int ThumbnailCount { get; set; }

    /// <summary>Milliseconds from one thumbnail to the next.</summary>
    public required int Interval { get; set; }

    /// <summary>Bits per second of the largest tile.</summary>
    public required int Bandwidth { get; set; }

    /// <summary>Name of the folder with the tiles. Not written to while the file is the one the pictures were taken from.</summary>
    public required string Folder { get; set; }

    /// <summary>Bytes of the file the pictures were taken from.</summary>
    public required long FileSize { get; set; }

    /// <summary>Last write time of the file the pictures were taken from.</summary>
    public required DateTimeOffset FileModified { get; set; }
}
