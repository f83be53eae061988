using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Images;

/// <summary>Keeps this replica's cache of pictures below its limit, and removes what a killed process left half written.</summary>
internal sealed partial class ImageCacheCleaner(
    ImageCache cache, IOptions<ImageOptions> options, TimeProvider time, ILogger<ImageCacheCleaner> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestWrite = TimeSpan.FromMinutes(5);

    /// <summary>Removes the least recently used files until a fifth of the limit is free, if the limit is passed.</summary>
    public void Clean()
    {
        var folder = new DirectoryInfo(cache.Folder);
        if (!folder.Exists)
        {
            return;
        }

        var files = folder.EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.LastWriteTimeUtc).ToList();
        var oldest = time.GetUtcNow().UtcDateTime - LongestWrite;
        foreach (var unfinished in files.Where(file => file.Extension == WholeFile.DraftExtension && file.LastWriteTimeUtc < oldest))
        {
            Delete(unfinished);
        }

        var total = files.Sum(file => file.Length);
        if (total <= options.Value.CacheSize)
        {
            return;
        }

        var removed = 0;
        foreach (var file in files.TakeWhile(_ => total > options.Value.CacheSize * 4 / 5))
        {
            total -= file.Length;
            Delete(file);
            removed++;
        }

        LogCleaned(removed);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                Clean();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LogFailed(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static void Delete(FileInfo file)
    {
        try
        {
            file.Delete();
        }
        catch (IOException)
        {
            // Somebody else was faster, or it goes next time.
        }
    }

    [LoggerMessage(LogLevel.Information, "Removed {Count} resized pictures that were not wanted for the longest time")]
    private partial void LogCleaned(int count);

    [LoggerMessage(LogLevel.Warning, "The cache of pictures cannot be cleaned: {Reason}")]
    private partial void LogFailed(string reason);
}
