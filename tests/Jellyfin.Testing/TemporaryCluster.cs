using System.Diagnostics;
using System.Text.Json;
using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Processes;

namespace Jellyfin.Testing;

/// <summary>
/// A cluster in a temporary folder that goes away with this process, however this process ends: a guard sees to it, and should that be
/// killed too, the next run.
/// </summary>
public sealed class TemporaryCluster : IAsyncDisposable
{
    private const string Prefix = "jellyfin-cluster-";
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory(Prefix);
    private readonly Process _guard;

    public TemporaryCluster()
    {
        // PostgreSQL runs as another user when this is root.
        File.SetUnixFileMode(_directory.FullName, (UnixFileMode)0b111_101_101);
        Cluster = new Cluster(Data, new SilentProgress());
        Owner = ProcessIdentity.Find(Environment.ProcessId)!;
        // In a session of its own: what is sent to the group of this process does not reach it.
        var start = new ProcessStartInfo("setsid", ["dotnet", Path.Combine(AppContext.BaseDirectory, "local-cluster.dll"), "guard", "--data", Data])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _guard = Process.Start(start) ?? throw new InvalidOperationException("the guard did not start");
    }

    public Cluster Cluster { get; }

    /// <summary>Whose end is the end of the cluster.</summary>
    public ProcessIdentity Owner
    {
        get => Read(Folder)!;
        set => File.WriteAllText(OwnerFile(Folder), JsonSerializer.Serialize(value));
    }

    public ProcessIdentity Guard => ProcessIdentity.Find(_guard.Id) ?? throw new InvalidOperationException("the guard has ended");

    /// <summary>Goes away with the cluster.</summary>
    public string Folder => _directory.FullName;

    public string Data => DataOf(Folder);

    public string Media => Path.Combine(_directory.FullName, "media");

    /// <summary>
    /// Ends what runs left behind that were killed together with their guards, and nothing else: a folder of this user, whose owner is gone,
    /// and of its processes only those that are still the same.
    /// </summary>
    public static async Task SweepAsync(CancellationToken cancellationToken)
    {
        var found = await Command.RunAsync(
            "find",
            [Path.GetTempPath(), "-maxdepth", "1", "-type", "d", "-name", Prefix + "*", "-user", Environment.UserName],
            EndLimit,
            cancellationToken);
        foreach (var folder in found.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(folder => Read(folder) is { IsRunning: false }))
        {
            try
            {
                await new Cluster(DataOf(folder), new SilentProgress()).DownAsync(purge: true, cancellationToken);
                Directory.Delete(folder, recursive: true);
            }
            catch (ClusterException)
            {
                // Its guard is at it.
            }
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
        if (Directory.Exists(Folder))
        {
            _directory.Delete(recursive: true);
        }
    }

    private static string DataOf(string folder) => Path.Combine(folder, "data");

    private static string OwnerFile(string folder) => Path.Combine(folder, "owner.json");

    /// <summary>Null for a folder that is not known to be anybody's.</summary>
    private static ProcessIdentity? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<ProcessIdentity>(File.ReadAllText(OwnerFile(folder)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
