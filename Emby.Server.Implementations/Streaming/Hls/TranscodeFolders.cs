using System.IO.Enumeration;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Folders for ffmpeg's output: one per replica, start of the server and job. Nobody touches another replica's.</summary>
internal sealed partial class TranscodeFolders(
    IOptions<PathOptions> paths, IOptions<TranscodeOptions> options, IReplicaRegistry registry, ILogger<TranscodeFolders> logger)
{
    /// <summary>Links lead to fonts and subtitles.</summary>
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private string Root => Path.Combine(paths.Value.Transcodes, Safe(registry.Self.Id));

    private string Own => Path.Combine(Root, Safe(registry.Self.Incarnation));

    /// <summary>ffmpeg must never meet a full disk: it cuts files short, says nothing and ends as if all went well.</summary>
    public bool IsFull
        => new DriveInfo(Directory.CreateDirectory(paths.Value.Transcodes).FullName).AvailableFreeSpace < options.Value.MinFreeSpace;

    /// <summary>Bytes in the folders of jobs of this start, by path.</summary>
    public IReadOnlyDictionary<string, long> Sizes()
        => Directory.Exists(Own)
            ? new DirectoryInfo(Own).GetDirectories().ToDictionary(job => job.FullName, job => SizeOf(job.FullName), StringComparer.Ordinal)
            : new Dictionary<string, long>();

    /// <summary>Of a job; made with its first run.</summary>
    public string PathOf(string job) => Path.GetFullPath(Path.Combine(Own, job));

    /// <summary>Removes what earlier starts of this server left behind.</summary>
    public void Sweep()
    {
        if (!Directory.Exists(Root))
        {
            return;
        }

        foreach (var folder in Directory.GetDirectories(Root).Where(folder => folder != Own))
        {
            Remove(folder);
        }
    }

    /// <summary>Removes folders of jobs of this start that nobody uses and nobody has written into since.</summary>
    /// <param name="used">Paths.</param>
    /// <param name="since">In UTC.</param>
    public void RemoveUnused(IReadOnlySet<string> used, DateTime since)
    {
        var jobs = new DirectoryInfo(Own);
        foreach (var job in jobs.Exists ? jobs.GetDirectories() : [])
        {
            if (job.LastWriteTimeUtc < since && !used.Contains(job.FullName))
            {
                Remove(job.FullName);
            }
        }
    }

    public void RemoveOwn() => Remove(Own);

    public void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotRemoved(exception.Message);
        }
    }

    /// <summary>Files may go while they are counted.</summary>
    private static long SizeOf(string folder)
    {
        try
        {
            return new FileSystemEnumerable<long>(folder, (ref FileSystemEntry entry) => entry.Length, Everything)
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            }.Sum();
        }
        catch (DirectoryNotFoundException)
        {
            return 0;
        }
    }

    private static string Safe(string name)
        => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));

    [LoggerMessage(LogLevel.Warning, "Output of ffmpeg cannot be removed: {Reason}")]
    private partial void LogNotRemoved(string reason);
}
