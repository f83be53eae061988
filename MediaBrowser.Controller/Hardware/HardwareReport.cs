using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Hardware;

public enum HardwareCheckResult
{
    Passed,

    /// <summary>Something that is wanted besides does not work; video can be transcoded.</summary>
    Warned,
    Failed,

    /// <summary>An earlier level failed, or there is nothing to look at.</summary>
    Skipped,
}

/// <param name="Level">What it proves.</param>
/// <param name="Subject">What was looked at.</param>
/// <param name="Result">How it went.</param>
/// <param name="Finding">Cause and remedy when it failed or warned.</param>
public sealed record HardwareCheck(HardwareLevel Level, string Subject, HardwareCheckResult Result, HardwareFinding? Finding = null)
{
    /// <summary>The subject of opening the OpenCL runtime.</summary>
    public const string OpenCl = "OpenCL";

    public static HardwareCheck Of(HardwareLevel level, string subject, HardwareFinding? finding)
    {
        var result = finding is null ? HardwareCheckResult.Passed : IsBearable(subject, finding) ? HardwareCheckResult.Warned : HardwareCheckResult.Failed;
        return new HardwareCheck(level, subject, result, finding);
    }

    /// <summary>The subject of a whole transcode.</summary>
    public static string TranscodeOf(string codec) => $"{codec} to h264";

    /// <summary>H.264 must work; HEVC that the GPU does not know is decoded in software. A GPU that is busy to its limit is not broken.</summary>
    private static bool IsBearable(string subject, HardwareFinding finding) => finding.Fault switch
    {
        HardwareFault.OpenClMissing or HardwareFault.TooManySessions => true,
        HardwareFault.CodecNotSupported => subject == TranscodeOf(ProbeClip.Hevc),
        _ => false,
    };
}

/// <summary>What a probe found.</summary>
/// <param name="Type">The hardware that was probed.</param>
/// <param name="Device">Its render node; empty when there is none.</param>
/// <param name="CheckedAt">When.</param>
/// <param name="Checks">By level.</param>
public sealed record HardwareReport(
    HardwareAccelerationType Type, string Device, DateTimeOffset CheckedAt, IReadOnlyList<HardwareCheck> Checks)
{
    /// <summary>Frames per second of the test transcode; null when it did not run.</summary>
    public double? FramesPerSecond { get; init; }

    /// <summary>Of VA-API, which QSV is made of too; null when nobody could tell.</summary>
    public VaapiDriver? Driver { get; init; }

    public bool IsGood => Failure is null;

    /// <summary>The first thing that failed.</summary>
    public HardwareFinding? Failure => Checks.FirstOrDefault(check => check.Result == HardwareCheckResult.Failed)?.Finding;

    /// <summary>HDR can be turned into SDR with it.</summary>
    public bool HasOpenCl => Checks.Any(check => check is { Subject: HardwareCheck.OpenCl, Result: HardwareCheckResult.Passed });

    public bool Has(HardwareLevel level) => Checks.Any(check => check.Level == level && check.Result != HardwareCheckResult.Skipped);
}
