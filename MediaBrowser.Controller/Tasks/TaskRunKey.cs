namespace MediaBrowser.Controller.Tasks;

/// <summary>What the runs of a task are stored under.</summary>
public static class TaskRunKey
{
    public static string Of(IScheduledTask task, string replicaId) => task.IsClusterWide ? task.Key : $"{task.Key}@{replicaId}";
}
