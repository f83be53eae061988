namespace Emby.Server.Implementations.Configuration;

/// <summary>How full the file systems of this replica are.</summary>
public static class StorageReport
{
    /// <summary>Sizes are -1 and names null for a folder that is not there.</summary>
    public static FolderStorage Describe(string path)
    {
        try
        {
            var drive = Directory.Exists(path) ? MountOf(path) : null;
            return drive is null
                ? new FolderStorage(path, -1, -1, null, null)
                : new FolderStorage(path, drive.AvailableFreeSpace, drive.TotalSize - drive.TotalFreeSpace, drive.DriveType.ToString(), drive.Name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new FolderStorage(path, -1, -1, null, null);
        }
    }

    /// <summary>The mount point that is the longest prefix of the path.</summary>
    private static DriveInfo? MountOf(string path)
    {
        var full = Path.GetFullPath(path) + "/";
        return DriveInfo.GetDrives()
            .Where(drive => full.StartsWith(drive.Name.TrimEnd('/') + "/", StringComparison.Ordinal))
            .MaxBy(drive => drive.Name.Length);
    }
}

/// <param name="Path">Absolute.</param>
/// <param name="FreeSpace">Bytes the server may still use.</param>
/// <param name="UsedSpace">Bytes used by everybody.</param>
/// <param name="StorageType">Fixed, Network ...</param>
/// <param name="DeviceId">Mount point.</param>
public sealed record FolderStorage(string Path, long FreeSpace, long UsedSpace, string? StorageType, string? DeviceId);
