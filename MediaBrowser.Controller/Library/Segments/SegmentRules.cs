using MediaBrowser.Controller.Playback;

namespace MediaBrowser.Controller.Library.Segments;

/// <summary>What is marked in a film, out of what is known of its file.</summary>
public static class SegmentRules
{
    /// <summary>Chapters with such a name, each until the next chapter begins or the film ends; an end that nobody knows is no segment.</summary>
    public static IEnumerable<MediaSegment> FromChapters(ItemMedia media)
    {
        var chapters = media.Chapters.OrderBy(chapter => chapter.StartTicks).ToList();
        for (var index = 0; index < chapters.Count; index++)
        {
            var end = index + 1 < chapters.Count ? chapters[index + 1].StartTicks : media.RunTimeTicks ?? 0;
            if (ChapterNames.TypeOf(chapters[index].Name) is { } type && Make(media, type, chapters[index].StartTicks, end) is { } segment)
            {
                yield return segment;
            }
        }
    }

    /// <summary>Commercial breaks only: what is to be cut or muted is no matter of players that know segments.</summary>
    public static IEnumerable<MediaSegment> FromEdl(ItemMedia media, IEnumerable<EdlEntry> entries)
        => entries.Where(entry => entry.Action == EdlAction.CommercialBreak)
            .Select(entry => Make(media, MediaSegmentType.Commercial, entry.StartTicks, entry.EndTicks))
            .OfType<MediaSegment>();

    /// <summary>In order of time, each once.</summary>
    public static IReadOnlyList<MediaSegment> Merge(params IEnumerable<IEnumerable<MediaSegment>> sources)
        => [.. sources.SelectMany(segments => segments).DistinctBy(segment => segment.Id).OrderBy(segment => segment.StartTicks).ThenBy(segment => segment.EndTicks)];

    /// <summary>The id is made of what it is, so the same segment found again, by whichever replica, is the same.</summary>
    private static MediaSegment? Make(ItemMedia media, MediaSegmentType type, long start, long end)
    {
        var last = Math.Min(end, media.RunTimeTicks ?? end);
        return start < 0 || start >= last ? null : new MediaSegment
        {
            Id = ItemId.FromKey($"segment:{media.ItemId:N}:{type}:{start}:{last}"),
            ItemId = media.ItemId,
            Type = type,
            StartTicks = start,
            EndTicks = last,
        };
    }
}
