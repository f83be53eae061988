namespace Jellyfin.LocalCluster;

/// <summary>Deletes what a cluster made, by name: nothing else that somebody put into its folder.</summary>
internal static class Purge
{
    public static void Delete(ClusterFolders folders, ClusterState state)
    {
        string[] directories =
        [
            folders.Postgres, folders.PostgresElsewhere, state.PostgresDirectory, folders.Redis, folders.Haproxy,
            folders.Replicas, folders.Server, folders.Program, folders.SampleMedia,
        ];
        foreach (var directory in directories.Where(Directory.Exists))
        {
            Directory.Delete(directory, recursive: true);
        }

        File.Delete(folders.PasswordFile);
        File.Delete(folders.StateFile);
    }

    public static void DeleteFolder(ClusterFolders folders)
    {
        File.Delete(folders.LockFile);
        if (Directory.Exists(folders.Root) && !Directory.EnumerateFileSystemEntries(folders.Root).Any())
        {
            Directory.Delete(folders.Root);
        }
    }
}
