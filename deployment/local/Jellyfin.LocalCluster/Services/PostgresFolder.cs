namespace Jellyfin.LocalCluster.Services;

/// <summary>PostgreSQL refuses to run as root, and its own user may not be able to enter root's folders.</summary>
internal static class PostgresFolder
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static async Task<string> ChooseAsync(ClusterFolders folders, string preferred, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(preferred);
        if (!Environment.IsPrivilegedProcess || preferred == folders.PostgresElsewhere || await CanEnterAsync(preferred, cancellationToken))
        {
            return preferred;
        }

        Directory.Delete(preferred);
        Directory.CreateDirectory(folders.PostgresElsewhere);
        return folders.PostgresElsewhere;
    }

    private static async Task<bool> CanEnterAsync(string directory, CancellationToken cancellationToken)
    {
        try
        {
            await Command.RunAsync("runuser", ["-u", "postgres", "--", "test", "-x", directory], Limit, cancellationToken);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
