using System.Diagnostics;
using Jellyfin.LocalCluster;

namespace Jellyfin.Failover.Tests;

/// <summary>A cluster in a temporary folder that goes away with this process, however this process ends.</summary>
internal sealed class TemporaryCluster : IAsyncDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jellyfin-cluster-");
    private readonly Process _guard;

    public TemporaryCluster()
    {
        // PostgreSQL runs as another user when this is root.
        File.SetUnixFileMode(_directory.FullName, (UnixFileMode)0b111_101_101);
        Cluster = new Cluster(Data, new SilentProgress());
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "local-cluster.dll"), "guard", "--data", Data])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _guard = Process.Start(start) ?? throw new InvalidOperationException("the guard did not start");
    }

    public Cluster Cluster { get; }

    /// <summary>Goes away with the cluster.</summary>
    public string Folder => _directory.FullName;

    public string Data => Path.Combine(_directory.FullName, "data");

    public string Media => Path.Combine(_directory.FullName, "media");

    /// <summary>The server that was built together with these tests.</summary>
    public static string ServerDirectory
    {
        get
        {
            var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(Checkout.Find(), "artifacts", "bin", "Jellyfin.Server", configuration);
        }
    }

    /// <summary>What the end of this process would do: the guard sees its input close and ends everything.</summary>
    public async Task ReleaseAsync()
    {
        _guard.StandardInput.Close();
        using var limit = new CancellationTokenSource(EndLimit);
        await _guard.WaitForExitAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_guard.HasExited)
        {
            await ReleaseAsync();
        }

        _guard.Dispose();
        _directory.Delete(recursive: true);
    }
}
