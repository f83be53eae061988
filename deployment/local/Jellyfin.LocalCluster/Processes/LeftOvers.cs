using System.Globalization;
using System.Text;

namespace Jellyfin.LocalCluster.Processes;

/// <summary>
/// Children (ffmpeg) that a killed replica could not end itself. They carry the mark that their replica got in its environment.
/// </summary>
internal static class LeftOvers
{
    public const string Mark = "JELLYFIN_LOCAL_CLUSTER";

    public static void Kill(string dataDirectory)
    {
        var mark = Encoding.UTF8.GetBytes($"{Mark}={dataDirectory}\0");
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var pid)
                && pid != Environment.ProcessId
                && HasMark(directory, mark))
            {
                ProcessIdentity.Find(pid)?.Send(Signal.Kill);
            }
        }
    }

    private static bool HasMark(string directory, byte[] mark)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(directory, "environ")).AsSpan().IndexOf(mark) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
