using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Hardware;

/// <summary>Asks <c>vainfo</c> what a driver can do: the one beside ffmpeg, because it finds the same drivers, or else the system's.</summary>
internal sealed class VaapiDrivers(ProbeProgram program, IOptions<FfmpegOptions> ffmpeg)
{
    private const string Name = "vainfo";

    /// <summary>The same report with what is known of the driver, and with failures in the driver's words.</summary>
    public async Task<HardwareReport> ExplainAsync(HardwareReport report, HardwareTarget target, CancellationToken cancellationToken)
    {
        var isDeviceGood = report.Checks.Any(check => check is { Level: HardwareLevel.Device, Result: HardwareCheckResult.Passed });
        return Vainfo.IsFor(target.Type) && isDeviceGood && await ReadAsync(target.Device, cancellationToken) is { } driver
            ? report with { Driver = driver, Checks = [.. report.Checks.Select(check => Explain(check, driver, target))] }
            : report;
    }

    private static HardwareCheck Explain(HardwareCheck check, VaapiDriver driver, HardwareTarget target)
    {
        var codec = target.Codecs.FirstOrDefault(codec => check.Subject == HardwareCheck.TranscodeOf(codec));
        return check.Finding is null || check.Level < HardwareLevel.Initialisation
            ? check
            : HardwareCheck.Of(check.Level, check.Subject, Vainfo.Refine(check.Finding, driver, target, codec));
    }

    /// <summary>Null when vainfo is not installed, or does not answer in time.</summary>
    private async Task<VaapiDriver?> ReadAsync(string device, CancellationToken cancellationToken)
    {
        var run = await program.RunAsync(Program(), Vainfo.Arguments(device), default, cancellationToken);
        return run.End == ProbeEnd.Ended ? Vainfo.Read(run.Output, run.Error) : null;
    }

    private string Program()
    {
        var path = ffmpeg.Value.Path;
        return Path.IsPathRooted(path) && Path.Combine(Path.GetDirectoryName(path)!, Name) is var beside && File.Exists(beside) ? beside : Name;
    }
}
