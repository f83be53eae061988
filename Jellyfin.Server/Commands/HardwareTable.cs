using System.Globalization;
using System.Text;
using MediaBrowser.Controller.Hardware;

namespace Jellyfin.Server.Commands;

/// <summary>A report for people.</summary>
internal static class HardwareTable
{
    public static string Write(HardwareReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Type} on {report.Device}");
        text.AppendLine();
        foreach (var check in report.Checks)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"L{(int)check.Level} {check.Level,-15} {check.Subject,-28} {check.Result}");
            Append(text, check.Finding);
        }

        Append(text, report.Driver);
        text.AppendLine();
        text.Append(report switch
        {
            { Failure: { } failure } => $"Not usable: {failure.Cause}.",
            { FramesPerSecond: { } speed } => string.Create(CultureInfo.InvariantCulture, $"Usable: {speed:0} frames of 1280x720 a second."),
            _ => "Usable.",
        });
        return text.ToString();
    }

    private static void Append(StringBuilder text, VaapiDriver? driver)
    {
        if (driver is not null)
        {
            text.AppendLine();
            text.AppendLine(CultureInfo.InvariantCulture, $"driver: {driver.Name ?? "none"}");
            foreach (var line in driver.Entrypoints)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"     {line}");
            }
        }
    }

    private static void Append(StringBuilder text, HardwareFinding? finding)
    {
        if (finding is not null)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"     cause:  {finding.Cause}");
            text.AppendLine(CultureInfo.InvariantCulture, $"     remedy: {finding.Remedy}");
            if (finding.Detail is not null)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"     detail: {finding.Detail}");
            }
        }
    }
}
