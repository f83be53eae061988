namespace MediaBrowser.Controller.Tasks;

/// <summary>A task wanted to write for a run that is over or has been given to another replica. Nothing of that transaction was committed.</summary>
public sealed class TaskSupersededException(TaskRun run)
    : Exception($"Run {run.Id} of task {run.TaskKey} (fencing token {run.FencingToken}) may not write any more: it is over, or another replica has taken it over.");
