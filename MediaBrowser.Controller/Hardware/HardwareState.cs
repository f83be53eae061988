using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Hardware;

public enum TranscodeHealth
{
    /// <summary>Not known yet: no transcodes.</summary>
    Starting,
    Healthy,

    /// <summary>Software instead of the hardware that is wanted: transcodes, but fewer.</summary>
    Degraded,

    /// <summary>No transcodes.</summary>
    Unhealthy,
}

/// <summary>What holds now.</summary>
/// <param name="Health">Whether transcodes may be sent here.</param>
/// <param name="Acceleration">What streams should be made with now.</param>
/// <param name="Reason">In words, for operators.</param>
public sealed record HardwareState(TranscodeHealth Health, HardwareAccelerationType Acceleration, string Reason)
{
    /// <summary>Null when no hardware is wanted, and until the first probe ended.</summary>
    public HardwareReport? Report { get; init; }

    /// <summary>Why the whole replica should get no requests; null when it may.</summary>
    public string? DrainReason { get; init; }

    public bool MayTranscode => Health is TranscodeHealth.Healthy or TranscodeHealth.Degraded;
}

/// <summary>From what was found to what holds.</summary>
public static class HardwareRules
{
    /// <summary>Before the first probe ended.</summary>
    public static HardwareState Starting(HardwareReadinessPolicy policy)
    {
        const string Reason = "the hardware is being probed";
        return new HardwareState(TranscodeHealth.Starting, HardwareAccelerationType.none, Reason)
        {
            DrainReason = policy == HardwareReadinessPolicy.Drain ? Reason : null,
        };
    }

    /// <param name="report">Null when no hardware is wanted.</param>
    /// <param name="software">Why ffmpeg cannot even encode in software; null when it can.</param>
    /// <param name="policy">What operators want.</param>
    public static HardwareState Judge(HardwareReport? report, HardwareFinding? software, HardwareReadinessPolicy policy)
    {
        if (report is null)
        {
            return software is null
                ? new HardwareState(TranscodeHealth.Healthy, HardwareAccelerationType.none, "no hardware configured: software")
                : Broken(software, null);
        }

        if (report.Failure is not { } failure)
        {
            return new HardwareState(TranscodeHealth.Healthy, report.Type, Warning(report) ?? $"{report.Type} works") { Report = report };
        }

        return policy switch
        {
            HardwareReadinessPolicy.Ignore => new(TranscodeHealth.Healthy, report.Type, $"ignored: {failure}") { Report = report },
            HardwareReadinessPolicy.Drain => new(TranscodeHealth.Unhealthy, HardwareAccelerationType.none, failure.ToString())
            {
                Report = report,
                DrainReason = $"hardware: {failure.Cause}",
            },
            _ when software is not null => Broken(software, report),
            _ => new(TranscodeHealth.Degraded, HardwareAccelerationType.none, $"software instead of {report.Type}: {failure}") { Report = report },
        };
    }

    private static HardwareState Broken(HardwareFinding software, HardwareReport? report)
        => new(TranscodeHealth.Unhealthy, HardwareAccelerationType.none, software.ToString()) { Report = report };

    private static string? Warning(HardwareReport report)
        => report.Checks.FirstOrDefault(check => check.Result == HardwareCheckResult.Warned)?.Finding?.ToString();
}
