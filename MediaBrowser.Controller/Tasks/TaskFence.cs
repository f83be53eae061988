namespace MediaBrowser.Controller.Tasks;

/// <summary>
/// Knows for which run the current flow of control works. What is written to the database under it is committed only while the run is
/// still this replica's. It follows the flow (like a cancellation token that nobody can forget to pass on); what is started under it and
/// outlives the run cannot write any more.
/// </summary>
public sealed class TaskFence
{
    private readonly AsyncLocal<TaskRun?> _run = new();

    /// <summary>Null outside of tasks.</summary>
    public TaskRun? Current => _run.Value;

    /// <summary>Does the work under the fence of the run.</summary>
    public async Task EnterAsync(TaskRun run, Func<Task> work)
    {
        // Seen by what is called from here, not by the caller.
        _run.Value = run;
        await work();
    }
}
