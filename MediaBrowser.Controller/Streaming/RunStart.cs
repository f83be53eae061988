namespace MediaBrowser.Controller.Streaming;

/// <summary>
/// Where a run of ffmpeg begins whose first wanted file is another: a little earlier, so that encoders, the delay of their pictures and the
/// order of packets are what they are in a run that comes from far behind. What is made before the wanted file is thrown away.
/// </summary>
/// <param name="Ticks">Where it begins, from the start of the film.</param>
/// <param name="File">Number of the first file it writes.</param>
/// <param name="FirstWanted">Files before this one are not to be used.</param>
public sealed record RunStart(long Ticks, int File, int FirstWanted)
{
    /// <summary>
    /// How much earlier subtitles inside the film are read: what is shown when a run begins has begun before. All of the film from there on goes
    /// through the disk or the network, about 250 MB of a film of 60 GB.
    /// </summary>
    public const long SubtitleLookBack = 30 * TimeSpan.TicksPerSecond;

    private const long RunUp = TimeSpan.TicksPerSecond / 2;

    public static RunStart At(StreamPlan plan, int segment)
    {
        var wanted = plan.Grid.FirstFile(segment);
        if (wanted == 0)
        {
            return new RunStart(0, 0, 0);
        }

        if (plan.Video is { IsCopy: false })
        {
            return new RunStart(Math.Max(plan.Grid.FileStart(wanted) - RunUp, 0), wanted - 1, wanted);
        }

        var first = wanted - 1;
        while (first > 0 && plan.Grid.FileStart(wanted) - plan.Grid.FileStart(first) < RunUp)
        {
            first--;
        }

        return new RunStart(Math.Max(plan.Grid.FileStart(first), 0), first, wanted);
    }
}
