namespace MediaBrowser.Controller.Tasks;

/// <summary>What administrators see of a task.</summary>
/// <param name="Task">What it is.</param>
/// <param name="Id">32 hexadecimal digits, made of the key.</param>
/// <param name="Activity">What it does now.</param>
/// <param name="Progress">0 to 100; null while it does not run.</param>
/// <param name="LastRun">The last run that has ended, or null.</param>
/// <param name="Triggers">What starts it.</param>
public sealed record TaskState(
    IScheduledTask Task,
    string Id,
    TaskActivity Activity,
    double? Progress,
    TaskRun? LastRun,
    IReadOnlyList<TaskTrigger> Triggers);

public enum TaskActivity
{
    Idle,
    Cancelling,
    Running,
}
