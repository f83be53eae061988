using System.Diagnostics;
using System.Globalization;

namespace Jellyfin.LocalCluster.Processes;

/// <summary>Ends a daemon when the process that started it is gone, however it went.</summary>
public static class OwnerWatch
{
    // Pid, file and folder are arguments of the shell, never part of its text.
    private const string Script =
        "while kill -0 \"$1\" 2>/dev/null; do sleep 1; done; [ -s \"$2\" ] && kill -9 \"$(head -n 1 \"$2\")\" && rm -rf -- \"$3\"";

    /// <param name="pidFile">First line is the daemon's process id; gone or empty when it was stopped.</param>
    /// <param name="directory">Removed with the daemon.</param>
    public static void Start(string pidFile, string directory)
    {
        var owner = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", Script, "owner-watch", owner, pidFile, directory])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        });
    }
}
