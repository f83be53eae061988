using System.Globalization;
using MediaBrowser.Controller.Playback;

namespace Emby.Server.Implementations.Library.Probing;

/// <summary>What ffprobe says, as the server keeps it.</summary>
public static class FfprobeMapping
{
    /// <summary>Streams of the file itself get the indexes after the external ones.</summary>
    /// <param name="itemId">Whose file it is.</param>
    /// <param name="output">Of ffprobe.</param>
    /// <param name="external">Subtitles and audio beside the file, numbered from 0.</param>
    public static ItemMedia Map(Guid itemId, FfprobeOutput output, IReadOnlyList<MediaStream> external)
    {
        var duration = Ticks(output.Format?.Duration) ?? output.Streams.Select(stream => Ticks(stream.Duration)).Max();
        var streams = external.ToList();
        foreach (var stream in output.Streams)
        {
            if (FfprobeStreams.Map(stream, streams.Count) is { } mapped)
            {
                streams.Add(mapped);
            }
        }

        return new ItemMedia
        {
            ItemId = itemId,
            Container = output.Format?.FormatName?.Split(',')[0],
            FormatName = output.Format?.FormatName,
            RunTimeTicks = duration,
            StartTicks = Ticks(output.Format?.StartTime) ?? 0,
            Bitrate = Number(output.Format?.BitRate),
            Streams = streams,
            Chapters = Chapters(output, duration),
            Attachments = Attachments(output),
        };
    }

    internal static int? Number(string? text)
        => long.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? (int)Math.Min(number, int.MaxValue) : null;

    /// <summary>Seconds with up to nine digits after the point.</summary>
    internal static long? Ticks(string? seconds)
        => decimal.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 1_000_000_000
            ? (long)Math.Round(value * TimeSpan.TicksPerSecond)
            : null;

    private static List<Chapter> Chapters(FfprobeOutput output, long? duration)
        =>
        [
            .. output.Chapters
                .Select((chapter, position) => new Chapter(
                    Math.Max(0, Ticks(chapter.StartTime) ?? 0),
                    chapter.Tags.GetValueOrDefault("title") is { Length: > 0 } title ? title : string.Create(CultureInfo.InvariantCulture, $"Chapter {position + 1}")))
                .Where(chapter => duration is null || chapter.StartTicks < duration)
                .OrderBy(chapter => chapter.StartTicks),
        ];

    private static List<MediaAttachment> Attachments(FfprobeOutput output)
        =>
        [
            .. output.Streams.Where(stream => stream.CodecType == "attachment")
                .Select(stream => new MediaAttachment(stream.Index, stream.CodecName, stream.Tags.GetValueOrDefault("filename"), stream.Tags.GetValueOrDefault("mimetype"))),
        ];
}
