namespace Jellyfin.LocalCluster;

/// <summary>One command at a time changes a cluster. The kernel lets go of the lock when its holder dies.</summary>
internal static class ClusterLock
{
    public static IDisposable Take(ClusterFolders folders)
    {
        Directory.CreateDirectory(folders.Root);
        try
        {
            return new FileStream(folders.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new ClusterException($"another command is working on the cluster in {folders.Root}");
        }
    }
}
