using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Trickplay;

/// <summary>How the preview pictures of one file in one width are made; nothing in it is absurd, whatever the settings say.</summary>
/// <param name="Width">Of a thumbnail, in pixels; even, and not wider than the film.</param>
/// <param name="TileWidth">Thumbnails in a row of a tile.</param>
/// <param name="TileHeight">Rows of a tile.</param>
/// <param name="Interval">Milliseconds from one thumbnail to the next.</param>
public sealed record TrickplayPlan(int Width, int TileWidth, int TileHeight, int Interval)
{
    /// <summary>A portrait is at most so many times as high as wide.</summary>
    public const int MaxRatio = 4;

    private const int MinWidth = 16;
    private const int MaxWidth = 4096;
    private const int MinInterval = 1000;
    private const int MaxThumbnails = 100_000;

    /// <summary>No JPEG is wider or higher than 65535 pixels.</summary>
    private const int MaxSide = 65_000;

    /// <summary>Widths of the settings that can be made of some film.</summary>
    public static IReadOnlyList<int> Widths(TrickplayOptions options)
        => [.. options.WidthResolutions.Where(width => width is >= MinWidth and <= MaxWidth).Distinct()];

    /// <summary>A plan for each width of the settings; films that are narrower have one of their own. Nothing for what has no picture or no length.</summary>
    public static IReadOnlyList<TrickplayPlan> For(ItemMedia media, TrickplayOptions options)
    {
        var interval = Math.Max(options.Interval, MinInterval);
        return Video(media)?.Width is >= MinWidth and var own && media.RunTimeTicks is > 0 and var ticks && ticks / TimeSpan.TicksPerMillisecond / interval < MaxThumbnails
            ? [.. Widths(options).Select(width => Math.Min(width, own) / 2 * 2).Distinct().Select(width => Of(width, interval, options))]
            : [];
    }

    /// <summary>The stream the pictures are taken from.</summary>
    public static MediaStream? Video(ItemMedia media) => media.Streams.Find(stream => stream is { Type: MediaStreamType.Video, IsExternal: false });

    /// <param name="media">The film.</param>
    /// <param name="height">Of a thumbnail, in pixels.</param>
    /// <param name="thumbnails">How many there are.</param>
    /// <param name="largestTile">Bytes.</param>
    public TrickplaySet Describe(ItemMedia media, int height, int thumbnails, long largestTile) => new()
    {
        ItemId = media.ItemId,
        Width = Width,
        Height = height,
        TileWidth = TileWidth,
        TileHeight = TileHeight,
        ThumbnailCount = thumbnails,
        Interval = Interval,
        Bandwidth = TrickplayTiles.Bandwidth(this, largestTile),
        Folder = "",
        FileSize = media.Size,
        FileModified = media.FileModified,
    };

    private static TrickplayPlan Of(int width, int interval, TrickplayOptions options) => new(
        width,
        Math.Clamp(options.TileWidth, 1, MaxSide / width),
        Math.Clamp(options.TileHeight, 1, MaxSide / (width * MaxRatio)),
        interval);
}
