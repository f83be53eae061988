using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;

namespace Jellyfin.Server.Commands;

/// <param name="Target">What to probe.</param>
/// <param name="Ffmpeg">Path; null = as configured.</param>
/// <param name="IsJson">For machines.</param>
internal sealed record ProbeHardwareArguments(HardwareTarget Target, string? Ffmpeg, bool IsJson)
{
    public const string Usage =
        "usage: jellyfin probe-hardware [--type qsv|vaapi|nvenc] [--device /dev/dri/renderD128] [--hevc] [--low-power] [--opencl] [--ffmpeg PATH] [--json]";

    private static readonly string[] Switches = ["--json", "--hevc", "--low-power", "--opencl"];
    private static readonly string[] Values = ["--type", "--device", "--ffmpeg"];

    /// <summary>Null when something is not understood.</summary>
    public static ProbeHardwareArguments? Read(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < arguments.Count; index++)
        {
            if (Switches.Contains(arguments[index]))
            {
                given[arguments[index]] = "";
            }
            else if (Values.Contains(arguments[index]) && index + 1 < arguments.Count)
            {
                given[arguments[index]] = arguments[++index];
            }
            else
            {
                return null;
            }
        }

        return Enum.TryParse<HardwareAccelerationType>(given.GetValueOrDefault("--type", "qsv"), out var type) && type != HardwareAccelerationType.none
            ? new ProbeHardwareArguments(ReadTarget(type, given), given.GetValueOrDefault("--ffmpeg"), given.ContainsKey("--json"))
            : null;
    }

    private static HardwareTarget ReadTarget(HardwareAccelerationType type, Dictionary<string, string> given)
        => new(type, given.GetValueOrDefault("--device", ""))
        {
            Codecs = given.ContainsKey("--hevc") ? [ProbeClip.H264, ProbeClip.Hevc] : [ProbeClip.H264],
            LowPower = given.ContainsKey("--low-power"),
            NeedsOpenCl = given.ContainsKey("--opencl"),
        };
}
