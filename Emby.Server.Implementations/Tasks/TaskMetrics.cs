using System.Diagnostics.Metrics;
using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Tasks;

/// <summary>What tasks did on this replica.</summary>
internal sealed class TaskMetrics
{
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _runs;

    public TaskMetrics(IMeterFactory meters)
    {
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1, 10, 60, 300, 1800, 3600, 14400] };
        var meter = meters.Create("Jellyfin.Tasks");
        _durations = meter.CreateHistogram("jellyfin.task.duration", "s", "Runs of scheduled tasks", null, advice);
        _runs = meter.CreateCounter<long>("jellyfin.task.runs", "{run}", "Runs of scheduled tasks by how they ended");
        foreach (var status in (TaskRunStatus[])[TaskRunStatus.Completed, TaskRunStatus.Failed, TaskRunStatus.Cancelled, TaskRunStatus.Interrupted])
        {
            // The first failure of a process would not be seen as an increase without a zero before it.
            _runs.Add(0, new KeyValuePair<string, object?>("status", status.ToString()));
        }
    }

    public void Ended(string taskKey, TaskRunStatus status, TimeSpan duration)
    {
        _durations.Record(duration.TotalSeconds, new("task", taskKey), new KeyValuePair<string, object?>("status", status.ToString()));
        _runs.Add(1, new KeyValuePair<string, object?>("status", status.ToString()));
    }
}
