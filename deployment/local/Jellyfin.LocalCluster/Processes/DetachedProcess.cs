using System.Diagnostics;

namespace Jellyfin.LocalCluster.Processes;

/// <summary>Starts programs that live on when this one ends, in a session of their own: Ctrl-C does not reach them.</summary>
public static class DetachedProcess
{
    // The shell only redirects and replaces itself; program and arguments are never part of its text.
    private const string RedirectAndExecute = "exec \"$@\" >>\"$0\" 2>&1 </dev/null";

    /// <summary>Both outputs are appended to <paramref name="logFile"/>.</summary>
    public static ProcessIdentity Start(
        string program,
        IEnumerable<string> arguments,
        string workingDirectory,
        string logFile,
        IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("setsid", ["sh", "-c", RedirectAndExecute, logFile, program, .. arguments])
        {
            WorkingDirectory = workingDirectory,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new ClusterException($"{program} did not start");
        return ProcessIdentity.Find(process.Id) ?? throw new ClusterException($"{program} ended at once; see {logFile}");
    }
}
