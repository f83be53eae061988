namespace Emby.Server.Implementations.Tasks.Maintenance;

/// <summary>Deletes what nobody has written for a while. Links are deleted, never followed.</summary>
internal static class OldFiles
{
    private static readonly EnumerationOptions Own = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    /// <summary>Deletes files last written before <paramref name="limit"/>, and folders that are empty and old. Returns how many files.</summary>
    /// <param name="folder">Stays itself.</param>
    /// <param name="limit">In UTC.</param>
    /// <param name="isKept">Files and folders (with all that is in them) that are not looked at.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    public static int Delete(DirectoryInfo folder, DateTime limit, Func<FileSystemInfo, bool> isKept, CancellationToken cancellationToken)
    {
        if (!folder.Exists)
        {
            return 0;
        }

        var deleted = 0;
        foreach (var entry in folder.EnumerateFileSystemInfos("*", Own).Where(entry => !isKept(entry)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry is DirectoryInfo { LinkTarget: null } child)
            {
                // Its own time changes with what is deleted from it, so an emptied folder goes the next time: somebody may be about to use it.
                var isOld = child.LastWriteTimeUtc < limit;
                deleted += Delete(child, limit, isKept, cancellationToken);
                TryDelete(() => DeleteIfEmpty(child), isOld);
            }
            else if (TryDelete(entry.Delete, entry.LastWriteTimeUtc < limit))
            {
                deleted++;
            }
        }

        return deleted;
    }

    private static void DeleteIfEmpty(DirectoryInfo folder)
    {
        if (!folder.EnumerateFileSystemInfos().Any())
        {
            folder.Delete();
        }
    }

    private static bool TryDelete(Action delete, bool isOld)
    {
        try
        {
            if (isOld)
            {
                delete();
            }

            return isOld;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // In use or not ours; it is looked at again the next time.
            return false;
        }
    }
}
