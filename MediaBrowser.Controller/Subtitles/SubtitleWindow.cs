namespace MediaBrowser.Controller.Subtitles;

/// <summary>The part of a subtitle that a player asked for.</summary>
public static class SubtitleWindow
{
    /// <param name="cues">All of them.</param>
    /// <param name="startTicks">What ends before is left out.</param>
    /// <param name="endTicks">What starts later is left out; null or 0 = no end.</param>
    /// <param name="keepTimes">False: times count from <paramref name="startTicks"/>.</param>
    public static IReadOnlyList<SubtitleCue> Cut(IReadOnlyList<SubtitleCue> cues, long startTicks, long? endTicks, bool keepTimes)
        => cues.Where(cue => cue.EndTicks > startTicks && (endTicks is null or 0 || cue.StartTicks < endTicks))
            .Select(cue => keepTimes || startTicks == 0
                ? cue
                : cue with { StartTicks = Math.Max(cue.StartTicks - startTicks, 0), EndTicks = cue.EndTicks - startTicks })
            .ToList();
}
