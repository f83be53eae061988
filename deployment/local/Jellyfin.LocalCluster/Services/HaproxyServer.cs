using Jellyfin.LocalCluster.Processes;

namespace Jellyfin.LocalCluster.Services;

/// <summary>HAProxy in front of the replicas.</summary>
internal static class HaproxyServer
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Writes the configuration. True when it differs from what was there.</summary>
    public static bool Configure(ClusterFolders folders, ClusterState state)
    {
        Directory.CreateDirectory(folders.Haproxy);
        var file = ConfigurationFile(folders);
        var text = HaproxyConfiguration.Write(state, folders.AdminSocket);
        if (File.Exists(file) && File.ReadAllText(file) == text)
        {
            return false;
        }

        File.WriteAllText(file, text);
        return true;
    }

    public static async Task<ProcessIdentity> StartAsync(ClusterFolders folders, CancellationToken cancellationToken)
    {
        await Command.RunAsync("haproxy", ["-c", "-q", "-f", ConfigurationFile(folders)], Grace, cancellationToken);
        var log = LogFile(folders);
        var process = DetachedProcess.Start("haproxy", ["-db", "-f", ConfigurationFile(folders)], "/", log, new Dictionary<string, string>());
        await Waiting.ForAsync(
            () => Task.FromResult(File.Exists(folders.AdminSocket)),
            () => process.IsRunning ? null : $"haproxy ended; see {log}",
            Grace,
            "haproxy did not open its admin socket",
            cancellationToken);
        return process;
    }

    public static async Task StopAsync(ClusterFolders folders, ProcessIdentity process, CancellationToken cancellationToken)
    {
        await process.EndAsync(Signal.Terminate, Grace, cancellationToken);
        File.Delete(folders.AdminSocket);
    }

    public static string LogFile(ClusterFolders folders) => Path.Combine(folders.Haproxy, "haproxy.log");

    private static string ConfigurationFile(ClusterFolders folders) => Path.Combine(folders.Haproxy, "haproxy.cfg");
}
