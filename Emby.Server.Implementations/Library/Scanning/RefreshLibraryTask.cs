using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>Scans all libraries. It ends when the files it found have been probed, by whichever replica.</summary>
internal sealed class RefreshLibraryTask(LibraryScanner scanner, IProbeQueue probes, TimeProvider time) : IScheduledTask
{
    private const double ScanShare = 50;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(12);
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(500);

    public string Key => LibraryManager.ScanTaskKey;

    public string Name => "Scan Media Library";

    public string Description => "Scans your media library for new files and refreshes metadata.";

    public string Category => TaskCategories.Library;

    /// <summary>A scan takes up where the last one ended: what is known is not probed again.</summary>
    public bool IsRequeuedWhenInterrupted => true;

    public IReadOnlyList<TaskTrigger> DefaultTriggers => [TaskTrigger.Every(Interval)];

    /// <exception cref="LibraryLocationException">After everything else was scanned, when a location is missing, empty or unreadable.</exception>
    public async Task ExecuteAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        var summary = await scanner.ScanAsync(new Share(progress), cancellationToken);
        await WaitForProbesAsync(progress, cancellationToken);
        progress.Report(100);
        if (summary.FailedLocations.Count > 0)
        {
            throw new LibraryLocationException(
                $"Not scanned and left as it was, because a folder is missing, empty or unreadable: {string.Join(", ", summary.FailedLocations.Distinct())}");
        }
    }

    private async Task WaitForProbesAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(PollPeriod, time);
        var total = 0;
        int left;
        while ((left = await probes.CountAsync(cancellationToken)) > 0)
        {
            total = Math.Max(total, left);
            progress.Report(ScanShare + ((100 - ScanShare) * (total - left) / total));
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private sealed class Share(IProgress<double> whole) : IProgress<double>
    {
        public void Report(double value) => whole.Report(value * ScanShare);
    }
}

/// <summary>A folder of a library could not be scanned; its items were kept.</summary>
public sealed class LibraryLocationException(string message) : Exception(message);
