using System.Globalization;
using System.Text;
using MediaBrowser.Controller.Streaming;

namespace MediaBrowser.Controller.Trickplay;

/// <summary>Which thumbnails lie in which tile.</summary>
public static class TrickplayTiles
{
    public static int PerTile(this TrickplaySet set) => set.TileWidth * set.TileHeight;

    public static int TileCount(this TrickplaySet set) => (set.ThumbnailCount + set.PerTile() - 1) / set.PerTile();

    /// <summary>Bits per second of a tile of so many bytes.</summary>
    public static int Bandwidth(TrickplayPlan plan, long bytes)
    {
        var milliseconds = (decimal)plan.TileWidth * plan.TileHeight * plan.Interval;
        return (int)Math.Min(Math.Ceiling(bytes * 8 * 1000 / milliseconds), int.MaxValue);
    }

    /// <summary>The playlist of the tiles, for players that read previews as a stream of pictures.</summary>
    /// <param name="set">What is there.</param>
    /// <param name="query">With its question mark; passed on as it is.</param>
    public static string Playlist(TrickplaySet set, string query)
    {
        var interval = (long)set.Interval * TimeSpan.TicksPerMillisecond;
        var whole = Math.Min(set.PerTile(), set.ThumbnailCount) * interval;
        var text = new StringBuilder("#EXTM3U\n");
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{(whole + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond}\n")
            .Append("#EXT-X-VERSION:7\n#EXT-X-MEDIA-SEQUENCE:1\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-IMAGES-ONLY\n");
        for (var tile = 0; tile < set.TileCount(); tile++)
        {
            var thumbnails = Math.Min(set.PerTile(), set.ThumbnailCount - (tile * set.PerTile()));
            text.Append("#EXTINF:").Append(FfmpegArguments.Seconds(thumbnails * interval)).Append(",\n")
                .Append(CultureInfo.InvariantCulture, $"#EXT-X-TILES:RESOLUTION={set.Width}x{set.Height},LAYOUT={set.TileWidth}x{set.TileHeight}")
                .Append(",DURATION=").Append(FfmpegArguments.Seconds(interval)).Append('\n')
                .Append(CultureInfo.InvariantCulture, $"{tile}.jpg{query}\n");
        }

        return text.Append("#EXT-X-ENDLIST\n").ToString();
    }
}
