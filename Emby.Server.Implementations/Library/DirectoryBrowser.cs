using System.Security;

namespace Emby.Server.Implementations.Library;

public enum FileSystemEntryType
{
    File,
    Directory,
    NetworkComputer,
    NetworkShare,
}

public sealed record FileSystemEntry(string Name, string Path, FileSystemEntryType Type);

/// <summary>Lets administrators pick folders of the machine that answers.</summary>
public static class DirectoryBrowser
{
    /// <summary>A folder with more entries than this is cut: nobody can pick from it by hand.</summary>
    private const int MaxEntries = 20_000;

    /// <summary>Mount points that hold no media.</summary>
    private static readonly string[] SystemMounts = ["/proc", "/sys", "/dev", "/run", "/boot", "/snap"];

    private static readonly EnumerationOptions Everything = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };

    /// <summary>Sorted by name. Returns null when there is no such folder or it may not be read.</summary>
    public static IReadOnlyList<FileSystemEntry>? Contents(string path, bool includeFiles, bool includeDirectories)
    {
        try
        {
            var folder = new DirectoryInfo(LibraryPaths.Canonical(path));
            if (!folder.Exists)
            {
                return null;
            }

            return
            [
                .. folder.EnumerateFileSystemInfos("*", Everything)
                    .Take(MaxEntries)
                    .Where(entry => !entry.Name.StartsWith('.'))
                    .Where(entry => IsDirectory(entry) ? includeDirectories : includeFiles)
                    .Select(Entry)
                    .OrderBy(entry => entry.Path, StringComparer.OrdinalIgnoreCase),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SecurityException or ArgumentException)
        {
            return null;
        }
    }

    public static IReadOnlyList<FileSystemEntry> Drives()
        =>
        [
            .. DriveInfo.GetDrives()
                .Select(drive => drive.RootDirectory.FullName)
                .Where(root => root == "/" || !SystemMounts.Any(mount => LibraryPaths.IsWithin(root, mount)))
                .Where(Directory.Exists)
                .Distinct()
                .Select(root => new FileSystemEntry(root, root, FileSystemEntryType.Directory)),
        ];

    /// <summary>Returns null at the top.</summary>
    public static string? Parent(string path) => Path.GetDirectoryName(LibraryPaths.Canonical(path));

    /// <summary><paramref name="isFile"/> null accepts both.</summary>
    public static bool Exists(string path, bool? isFile) => isFile switch
    {
        true => File.Exists(path),
        false => Directory.Exists(path),
        null => Path.Exists(path),
    };

    /// <summary>Writes and removes an empty file.</summary>
    public static bool IsWritable(string folder)
    {
        var probe = Path.Combine(folder, $".jellyfin-{Guid.CreateVersion7():N}");
        try
        {
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
                return true;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SecurityException)
        {
            return false;
        }
    }

    private static bool IsDirectory(FileSystemInfo entry) => entry.Attributes.HasFlag(FileAttributes.Directory);

    private static FileSystemEntry Entry(FileSystemInfo entry)
        => new(entry.Name, entry.FullName, IsDirectory(entry) ? FileSystemEntryType.Directory : FileSystemEntryType.File);
}
