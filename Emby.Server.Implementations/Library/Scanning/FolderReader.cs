using System.Security;
using Emby.Server.Implementations.Library.Naming;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>
/// Reads folders without trusting them: what cannot be read is noted, so that nothing below it is taken for removed; loops of links,
/// endless trees and undecodable names are left out.
/// </summary>
internal sealed partial class FolderReader(ILogger logger)
{
    private const int MaxDepth = 12;
    private readonly List<string> _unreadable = [];

    /// <summary>Folders that exist but could not be read.</summary>
    public IReadOnlyList<string> Unreadable => _unreadable;

    /// <summary>The folder alone, and the paths of its subfolders. Returns null when it cannot be read.</summary>
    public (MediaFolder Folder, IReadOnlyList<string> Subfolders)? ReadTop(string path)
    {
        var info = new DirectoryInfo(path);
        return Entries(info) is { } entries
            ? (Folder(info, Files(entries), []), [.. Directories(entries).Select(directory => directory.FullName)])
            : null;
    }

    /// <summary>The folder and everything below it. Returns null when it cannot be read.</summary>
    public MediaFolder? Read(string path, CancellationToken cancellationToken) => Read(new DirectoryInfo(path), [], cancellationToken);

    private MediaFolder? Read(DirectoryInfo info, string[] ancestors, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (RealPath(info) is not { } real)
        {
            return null;
        }

        if (ancestors.Length >= MaxDepth || ancestors.Any(ancestor => LibraryPaths.IsWithin(ancestor, real)))
        {
            LogLoop(info.Name, ancestors.Length);
            return null;
        }

        if (Entries(info) is not { } entries)
        {
            return null;
        }

        var folders = Directories(entries).Select(directory => Read(directory, [.. ancestors, real], cancellationToken)).OfType<MediaFolder>();
        return Folder(info, Files(entries), [.. folders]);
    }

    private List<FileSystemInfo>? Entries(DirectoryInfo folder)
    {
        try
        {
            return [.. folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)];
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            _unreadable.Add(folder.FullName);
            LogUnreadable(folder.Name, exception.Message);
            return null;
        }
    }

    private static IEnumerable<DirectoryInfo> Directories(List<FileSystemInfo> entries)
        => entries.OfType<DirectoryInfo>().Where(directory => !MediaFiles.IsIgnoredFolder(directory.Name));

    private List<MediaFile> Files(List<FileSystemInfo> entries)
    {
        var files = new List<MediaFile>();
        foreach (var entry in entries.OfType<FileInfo>())
        {
            if (MediaFiles.IsUndecodable(entry.Name))
            {
                LogUndecodable(entry.Directory?.Name);
            }
            else if (!MediaFiles.IsIgnoredFile(entry.Name) && File(entry) is { } file)
            {
                files.Add(file);
            }
        }

        return files;
    }

    /// <summary>Null for links into nowhere and for empty files; pipes and devices count as empty, opening them would block.</summary>
    private MediaFile? File(FileInfo entry)
    {
        try
        {
            var target = entry.LinkTarget is null ? entry : entry.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
            if (target is not { Exists: true })
            {
                return null;
            }

            if (target.Length == 0)
            {
                LogEmpty(entry.Name);
                return null;
            }

            return new MediaFile(entry.FullName, target.Length, Microseconds(target.LastWriteTimeUtc), Microseconds(target.CreationTimeUtc));
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            LogUnreadable(entry.Name, exception.Message);
            return null;
        }
    }

    private string? RealPath(DirectoryInfo folder)
    {
        try
        {
            return folder.LinkTarget is null ? folder.FullName : folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            LogUnreadable(folder.Name, exception.Message);
            return null;
        }
    }

    private static MediaFolder Folder(DirectoryInfo info, IReadOnlyList<MediaFile> files, IReadOnlyList<MediaFolder> folders)
        => new(info.FullName, Microseconds(info.LastWriteTimeUtc), Microseconds(info.CreationTimeUtc), files, folders);

    private static DateTimeOffset Microseconds(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private static bool IsUnreadable(Exception exception)
        => exception is IOException or UnauthorizedAccessException or SecurityException or ArgumentException;

    [LoggerMessage(LogLevel.Warning, "Skipping {Name}, which cannot be read: {Reason}")]
    private partial void LogUnreadable(string name, string reason);

    [LoggerMessage(LogLevel.Information, "Skipping {Name}, which is empty")]
    private partial void LogEmpty(string name);

    [LoggerMessage(LogLevel.Warning, "Skipping {Name} at depth {Depth}: a loop of links or too deep")]
    private partial void LogLoop(string name, int depth);

    [LoggerMessage(LogLevel.Warning, "Skipping a file in {Folder} whose name is not valid UTF-8 or has control characters")]
    private partial void LogUndecodable(string? folder);
}
