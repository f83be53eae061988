using System.Diagnostics.Metrics;
using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Tasks;

/// <summary>What tasks did on this replica.</summary>
internal sealed class TaskMetrics
{
    private readonly Histogram<double> _durations;

    public TaskMetrics(IMeterFactory meters)
    {
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1, 10, 60, 300, 1800, 3600, 14400] };
        _durations = meters.Create("Jellyfin.Tasks").CreateHistogram("jellyfin.task.duration", "s", "Runs of scheduled tasks", null, advice);
    }

    public void Ended(string taskKey, TaskRunStatus status, TimeSpan duration)
        => _durations.Record(duration.TotalSeconds, new("task", taskKey), new KeyValuePair<string, object?>("status", status.ToString()));
}
