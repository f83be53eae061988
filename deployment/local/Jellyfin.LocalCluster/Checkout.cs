namespace Jellyfin.LocalCluster;

/// <summary>The source tree that this program was built in.</summary>
public static class Checkout
{
    public static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Jellyfin.sln")))
            {
                return directory.FullName;
            }
        }

        throw new ClusterException($"{AppContext.BaseDirectory} is not inside a checkout");
    }
}
