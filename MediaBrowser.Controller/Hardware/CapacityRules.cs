namespace MediaBrowser.Controller.Hardware;

/// <summary>From measured times to numbers of streams.</summary>
public static class CapacityRules
{
    /// <summary>What is left for everything else.</summary>
    private const double Usable = 0.8;

    /// <summary>Before anything was measured: a 720p stream takes about one processor.</summary>
    public static int Assumed(int processors) => Math.Max(processors, 1);

    /// <summary>By processor time, so that a machine that was busy while it was measured does not look slow.</summary>
    public static int Software(ProbeFigures figures, int processors)
        => figures.ProcessorTime is { } used && used > TimeSpan.Zero
            ? Slots(processors * Film(figures) / used.TotalSeconds)
            : Assumed(processors);

    public static int Hardware(double framesPerSecond) => Slots(framesPerSecond / ProbeClip.FrameRate);

    private static double Film(ProbeFigures figures) => figures.Frames / (double)ProbeClip.FrameRate;

    private static int Slots(double realTimeStreams) => Math.Max((int)(realTimeStreams * Usable), 1);
}
