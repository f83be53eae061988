using System.Globalization;
using System.Text.RegularExpressions;

namespace MediaBrowser.Controller.Hardware;

/// <summary>What ffmpeg says about a finished test transcode.</summary>
/// <param name="Frames">How many it made.</param>
/// <param name="RealTime">How long it took; null when it was not said.</param>
/// <param name="ProcessorTime">How much it used, on all processors together; null when it was not said.</param>
public sealed partial record ProbeFigures(int Frames, TimeSpan? RealTime, TimeSpan? ProcessorTime)
{
    /// <param name="progress">What <c>-progress</c> wrote.</param>
    /// <param name="errors">The end of the log, with the line of <c>-benchmark</c>.</param>
    public static ProbeFigures Read(string progress, string errors)
    {
        var frames = Frame().Matches(progress).LastOrDefault()?.Groups[1].Value;
        var times = Times().Match(errors);
        return new ProbeFigures(
            int.TryParse(frames, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0,
            times.Success ? Seconds(times.Groups[3]) : null,
            times.Success ? Seconds(times.Groups[1]) + Seconds(times.Groups[2]) : null);
    }

    private static TimeSpan Seconds(Group group) => TimeSpan.FromSeconds(double.Parse(group.Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^frame=\s*(\d+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Frame();

    [GeneratedRegex(@"bench: utime=(\d+\.\d+)s stime=(\d+\.\d+)s rtime=(\d+\.\d+)s")]
    private static partial Regex Times();
}
