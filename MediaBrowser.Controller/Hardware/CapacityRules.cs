namespace MediaBrowser.Controller.Hardware;

/// <summary>From measured times to numbers of streams, at least one; not cut to whole ones.</summary>
public static class CapacityRules
{
    /// <summary>What is left for everything else.</summary>
    private const double Usable = 0.8;

    /// <summary>Before anything was measured: a 720p stream takes about one processor.</summary>
    public static double Assumed(int processors) => Math.Max(processors, 1);

    /// <summary>By processor time, so that a machine that was busy while it was measured does not look slow; null when ffmpeg did not say it.</summary>
    public static double? Software(ProbeFigures figures, int processors)
        => figures.ProcessorTime is { } used && used > TimeSpan.Zero
            ? Usably(processors * Film(figures) / used.TotalSeconds)
            : null;

    public static double Hardware(double framesPerSecond) => Usably(framesPerSecond / ProbeClip.FrameRate);

    private static double Film(ProbeFigures figures) => figures.Frames / (double)ProbeClip.FrameRate;

    private static double Usably(double realTimeStreams) => Math.Max(realTimeStreams * Usable, 1);
}
