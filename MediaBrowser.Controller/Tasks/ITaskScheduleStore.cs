namespace MediaBrowser.Controller.Tasks;

/// <summary>Triggers that administrators have set, in PostgreSQL.</summary>
public interface ITaskScheduleStore
{
    /// <summary>By task key; a task whose triggers nobody has changed is missing.</summary>
    Task<IReadOnlyDictionary<string, TaskSchedule>> GetSchedulesAsync(CancellationToken cancellationToken);

    Task SaveScheduleAsync(TaskSchedule schedule, CancellationToken cancellationToken);
}
