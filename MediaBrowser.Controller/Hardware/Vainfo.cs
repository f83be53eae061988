using System.Text.RegularExpressions;
using MediaBrowser.Controller.Configuration;

namespace MediaBrowser.Controller.Hardware;

/// <summary>Reads what <c>vainfo</c> says. It knows what a driver can do, where ffmpeg only says that something failed.</summary>
public static partial class Vainfo
{
    private const string Decode = "VLD";
    private const string Encode = "EncSlice";
    private const string EncodeLowPower = "EncSliceLP";

    private static readonly (string Text, HardwareFault Fault)[] Failures =
    [
        ("Failed to open the given device", HardwareFault.DeviceRefused),
        ("vaInitialize failed", HardwareFault.WrongDriver),
        ("failed to initialize display", HardwareFault.WrongDriver),
    ];

    public static bool IsFor(HardwareAccelerationType type) => type is HardwareAccelerationType.qsv or HardwareAccelerationType.vaapi;

    public static IReadOnlyList<string> Arguments(string device) => ["--display", "drm", "--device", device];

    /// <param name="output">Versions and profiles: depending on vainfo's own version here or among the errors.</param>
    /// <param name="error">Errors.</param>
    public static VaapiDriver Read(string output, string error)
    {
        var text = output + "\n" + error;
        var profiles = Entrypoint().Matches(text)
            .GroupBy(match => match.Groups[1].Value, match => match.Groups[2].Value)
            .Select(profile => $"{profile.Key}: {string.Join(", ", profile.Distinct())}");
        var failure = Array.Find(Failures, failure => text.Contains(failure.Text, StringComparison.OrdinalIgnoreCase));
        return new VaapiDriver(Driver().Match(text) is { Success: true } line ? line.Groups[1].Value.Trim() : null, [.. profiles])
        {
            Fault = failure.Text is null ? null : failure.Fault,
        };
    }

    /// <summary>
    /// A better explanation than ffmpeg's, where the driver has one; else the same. What ffmpeg was sure of (a missing runtime, a hang) stays.
    /// </summary>
    /// <param name="finding">What ffmpeg's texts mean.</param>
    /// <param name="driver">What is known of the driver.</param>
    /// <param name="target">What was tried.</param>
    /// <param name="codec">That was decoded; null when nothing was.</param>
    public static HardwareFinding Refine(HardwareFinding finding, VaapiDriver driver, HardwareTarget target, string? codec)
    {
        if (finding.Fault is not (HardwareFault.Unknown or HardwareFault.CodecNotSupported or HardwareFault.DecodeOnly))
        {
            return finding;
        }

        var better = driver.Fault is { } fault ? HardwareFindings.Of(fault, target) : driver.Entrypoints.Count > 0 ? Missing(driver, target, codec) : null;
        return better is null ? finding : better with { Detail = finding.Detail };
    }

    private static HardwareFinding? Missing(VaapiDriver driver, HardwareTarget target, string? codec)
    {
        if (codec is not null && !Can(driver, codec, Decode))
        {
            return HardwareFindings.CannotDecode(target, codec);
        }

        return (Can(driver, ProbeClip.H264, Encode), Can(driver, ProbeClip.H264, EncodeLowPower)) switch
        {
            (false, false) => HardwareFindings.Of(HardwareFault.DecodeOnly, target),
            (false, true) when !target.LowPower => HardwareFindings.OnlyLowPower(target),
            (true, false) when target.LowPower => HardwareFindings.NoLowPower(target),
            _ => null,
        };
    }

    private static bool Can(VaapiDriver driver, string codec, string entrypoint) => driver.Entrypoints
        .Where(line => line.StartsWith("VAProfile" + codec, StringComparison.OrdinalIgnoreCase))
        .Any(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(',', StringSplitOptions.TrimEntries).Contains(entrypoint));

    [GeneratedRegex(@"Driver version:\s*(.+)")]
    private static partial Regex Driver();

    [GeneratedRegex(@"^\s*(VAProfile\w+)\s*:\s*VAEntrypoint(\w+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Entrypoint();
}
