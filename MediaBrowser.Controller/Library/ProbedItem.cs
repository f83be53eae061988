using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Library;

/// <summary>The columns of an item that lists filter by and that only probing knows.</summary>
public static class ProbedItem
{
    public static void Apply(Item item, ItemMedia media)
    {
        var video = media.Streams.Find(stream => stream.Type == MediaStreamType.Video);
        item.Container = ContainerNames.Normalize(media.FormatName, media.Streams) ?? item.Container;
        item.RunTimeTicks = ScanMerge.IsLocked(item, "Runtime") ? item.RunTimeTicks : media.RunTimeTicks ?? item.RunTimeTicks;
        item.Width = video?.Width;
        item.Height = video?.Height;
        item.Bitrate = media.Bitrate;
        item.HasSubtitles = media.Streams.Exists(stream => stream.Type == MediaStreamType.Subtitle);
        item.AudioLanguages = Languages(media, MediaStreamType.Audio);
        item.SubtitleLanguages = Languages(media, MediaStreamType.Subtitle);
    }

    private static string[] Languages(ItemMedia media, MediaStreamType type)
        => [.. media.Streams.Where(stream => stream.Type == type).Select(stream => stream.Language).OfType<string>().Distinct(StringComparer.Ordinal)];
}
