using System.Globalization;
using System.Text;
using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Streaming;

/// <summary>The playlists of a stream, complete from the first request on.</summary>
public static class HlsPlaylists
{
    public const string ContentType = "application/vnd.apple.mpegurl";

    private const string Head = "#EXTM3U\n";

    /// <param name="variants">The same stream at one or more bit rates; their queries are passed on as they are.</param>
    public static string Master(IEnumerable<StreamVariant> variants)
    {
        var text = new StringBuilder(Head);
        foreach (var (plan, query) in variants)
        {
            AddVariant(text, plan);
            text.Append("\nmain.m3u8").Append(query).Append('\n');
        }

        return text.ToString();
    }

    private static void AddVariant(StringBuilder text, StreamPlan plan)
    {
        var bandwidth = (plan.Video?.MaxBitrate ?? (plan.Video is null ? 0 : plan.Source.Bitrate ?? 4_000_000)) + (plan.Audio?.Bitrate ?? 0);
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-STREAM-INF:BANDWIDTH={bandwidth},AVERAGE-BANDWIDTH={bandwidth}");
        if (plan.Video is { } video)
        {
            text.Append(CultureInfo.InvariantCulture, $",VIDEO-RANGE={Range(video)}");
        }

        text.Append(CultureInfo.InvariantCulture, $",CODECS=\"{CodecStrings.Of(plan)}\"");
        if (plan.Video is { Width: { } width, Height: { } height })
        {
            text.Append(CultureInfo.InvariantCulture, $",RESOLUTION={width}x{height}");
        }

        if ((plan.Video?.Framerate ?? plan.Video?.Stream.AverageFrameRate) is { } framerate)
        {
            text.Append(",FRAME-RATE=").Append(Math.Round(framerate, 3).ToString("0.###", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Adds text subtitles as renditions, for players that take them in the playlist.</summary>
    public static string WithSubtitles(string master, MediaSource source, int? selected, string? token)
    {
        var text = new StringBuilder();
        foreach (var stream in source.Streams.Where(stream => stream.IsTextSubtitle))
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"subs\",NAME=\"{Quoted(StreamTitles.Of(stream))}\"")
                .Append(CultureInfo.InvariantCulture, $",DEFAULT={YesNo(stream.Index == selected)},FORCED={YesNo(stream.IsForced)},AUTOSELECT=YES")
                .Append(CultureInfo.InvariantCulture, $",URI=\"{source.Id:N}/Subtitles/{stream.Index}/subtitles.m3u8?SegmentLength=30&ApiKey={token}\"")
                .Append(CultureInfo.InvariantCulture, $",LANGUAGE=\"{Quoted(stream.Language ?? "und")}\"\n");
        }

        return text.Length == 0
            ? master
            : master.Replace(Head, Head + text, StringComparison.Ordinal)
                .Replace(",CODECS=", ",SUBTITLES=\"subs\",CODECS=", StringComparison.Ordinal);
    }

    public static string Media(StreamPlan plan, string query)
    {
        var grid = plan.Grid;
        var text = new StringBuilder("#EXTM3U\n#EXT-X-PLAYLIST-TYPE:VOD\n");
        var target = (grid.LongestLength() + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-VERSION:{(plan.IsFragmentedMp4 ? 7 : 3)}\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{target}\n")
            .Append("#EXT-X-MEDIA-SEQUENCE:0\n");
        var separator = query.Length > 0 ? query + "&" : "?";
        if (plan.IsFragmentedMp4)
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXT-X-MAP:URI=\"hls1/main/-1.mp4{separator}runtimeTicks=0&actualSegmentLengthTicks=0\"\n");
        }

        for (var segment = 0; segment < grid.Count; segment++)
        {
            var length = grid.Length(segment);
            text.Append("#EXTINF:").Append((length / (double)TimeSpan.TicksPerSecond).ToString("0.000000", CultureInfo.InvariantCulture)).Append(", nodesc\n")
                .Append(CultureInfo.InvariantCulture, $"hls1/main/{segment}.{plan.SegmentContainer}{separator}")
                .Append(CultureInfo.InvariantCulture, $"runtimeTicks={grid.Start(segment)}&actualSegmentLengthTicks={length}\n");
        }

        return text.Append("#EXT-X-ENDLIST\n").ToString();
    }

    private static string Range(VideoPlan video) => !video.IsCopy ? "SDR" : VideoRanges.TypeOf(video.Stream) switch
    {
        VideoRangeType.HLG or VideoRangeType.DOVIWithHLG => "HLG",
        _ when VideoRanges.Of(video.Stream) == VideoRange.HDR => "PQ",
        _ => "SDR",
    };

    private static string YesNo(bool value) => value ? "YES" : "NO";

    private static string Quoted(string? text) => (text ?? "").Replace('"', '\'').Replace('\n', ' ').Replace('\r', ' ');
}
