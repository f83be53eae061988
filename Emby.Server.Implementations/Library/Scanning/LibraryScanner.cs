using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>Looks at all libraries and writes what has changed. It can be stopped or killed at any time and simply run again.</summary>
public sealed partial class LibraryScanner(ILibraryStore libraries, IScanStore store, IMessageBus bus, ILogger<LibraryScanner> logger)
{
    /// <param name="progress">0 to 1.</param>
    /// <param name="cancellationToken">Stops between two folders.</param>
    public async Task<ScanSummary> ScanAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        var all = await libraries.ListAsync(cancellationToken);
        var summary = new ScanSummary();
        for (var index = 0; index < all.Count; index++)
        {
            var part = index;
            var scan = new LibraryScan(all[index], store, bus, logger);
            summary += await scan.RunAsync(fraction => progress.Report((part + fraction) / all.Count), cancellationToken);
        }

        if (summary.HasChanges)
        {
            await store.FinishAsync(cancellationToken);
        }

        LogDone(summary.Saved, summary.Removed, summary.FailedLocations.Count);
        return summary;
    }

    [LoggerMessage(LogLevel.Information, "Library scan done: {Saved} items new or changed, {Removed} removed, {Failed} locations could not be scanned")]
    private partial void LogDone(int saved, int removed, int failed);
}

/// <param name="Saved">Items that were new or had changed.</param>
/// <param name="Removed">Items whose files are gone.</param>
public sealed record ScanSummary(int Saved = 0, int Removed = 0)
{
    /// <summary>Libraries with a location that is missing, empty or cannot be read; nothing of theirs there was removed.</summary>
    public IReadOnlyList<string> FailedLocations { get; init; } = [];

    public bool HasChanges => Saved + Removed > 0;

    public static ScanSummary operator +(ScanSummary one, ScanSummary other)
        => new(one.Saved + other.Saved, one.Removed + other.Removed) { FailedLocations = [.. one.FailedLocations, .. other.FailedLocations] };
}
