using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Tasks;

/// <summary>One line for the administrator out of the runs of a task: one of the whole cluster, or one on each replica.</summary>
internal static class TaskSummary
{
    /// <param name="task">What it is.</param>
    /// <param name="runs">For the cluster, or for each live replica; null where it never ran.</param>
    /// <param name="schedule">Null: its defaults.</param>
    public static TaskState Of(IScheduledTask task, IReadOnlyList<TaskRuns?> runs, TaskSchedule? schedule)
    {
        // A request that waits already shows as running: who pressed the button must not see an idle task.
        var active = runs.Select(known => known?.Running ?? known?.Queued).OfType<TaskRun>().ToList();
        var activity = active.Count == 0 ? TaskActivity.Idle : active.TrueForAll(run => run.IsStopRequested) ? TaskActivity.Cancelling : TaskActivity.Running;
        return new TaskState(task, TaskId.Of(task.Key), activity, Progress(active, runs.Count), Last(task, runs), schedule?.Triggers ?? task.DefaultTriggers);
    }

    /// <summary>Replicas that have finished count as done.</summary>
    private static double? Progress(List<TaskRun> active, int count)
        => active.Count == 0 ? null : (active.Sum(run => run.Progress) + (100.0 * (count - active.Count))) / count;

    /// <summary>Of several replicas the one with the worst result, and its name with what it says.</summary>
    private static TaskRun? Last(IScheduledTask task, IReadOnlyList<TaskRuns?> runs)
    {
        var last = runs.Select(known => known?.Last).OfType<TaskRun>().OrderByDescending(run => Badness(run.Status)).ThenByDescending(run => run.EndedAt).FirstOrDefault();
        if (last?.Error is not null && !task.IsClusterWide)
        {
            last.Error = $"{last.ReplicaId}: {last.Error}";
        }

        return last;
    }

    private static int Badness(TaskRunStatus status) => status switch
    {
        TaskRunStatus.Failed => 3,
        TaskRunStatus.Interrupted => 2,
        TaskRunStatus.Cancelled => 1,
        _ => 0,
    };
}
