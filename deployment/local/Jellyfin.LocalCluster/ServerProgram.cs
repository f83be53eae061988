namespace Jellyfin.LocalCluster;

/// <summary>The server's program: published from the checkout, and copied so that the next build does not disturb what runs.</summary>
internal static class ServerProgram
{
    private static readonly TimeSpan PublishLimit = TimeSpan.FromMinutes(10);

    public static async Task PrepareAsync(
        ClusterState state, UpOptions options, ClusterFolders folders, IProgressDisplay progress, CancellationToken cancellationToken)
    {
        var built = options.ProgramDirectory ?? await PublishAsync(progress, cancellationToken);
        var main = Path.Combine(built, "jellyfin.dll");
        if (!File.Exists(main))
        {
            throw new ClusterException($"{main} does not exist");
        }

        var copy = Path.Combine(folders.Program, File.GetLastWriteTimeUtc(main).ToString("yyyyMMdd-HHmmss-fff", System.Globalization.CultureInfo.InvariantCulture));
        if (!Directory.Exists(copy))
        {
            var temporary = copy + ".new";
            CopyFolder(built, temporary);
            Directory.Move(temporary, copy);
        }

        state.ProgramDirectory = copy;
        if (!state.Replicas.Exists(replica => replica.Process is { IsRunning: true }))
        {
            foreach (var old in Directory.GetDirectories(folders.Program).Where(old => old != copy))
            {
                Directory.Delete(old, recursive: true);
            }
        }
    }

    private static async Task<string> PublishAsync(IProgressDisplay progress, CancellationToken cancellationToken)
    {
        progress.Step("Building the server");
        var checkout = Checkout.Find();
        var output = Path.Combine(checkout, "artifacts", "publish", "Jellyfin.Server", "release");
        try
        {
            // Build servers that live on would be left behind.
            await Command.RunAsync(
                "dotnet",
                ["publish", Path.Combine(checkout, "Jellyfin.Server"), "-c", "Release", "-o", output, "--nologo", "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:RunAnalyzers=false"],
                PublishLimit,
                cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            throw new ClusterException($"the server does not build: {exception.Message}");
        }

        return output;
    }

    private static void CopyFolder(string from, string to)
    {
        if (Directory.Exists(to))
        {
            Directory.Delete(to, recursive: true);
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
