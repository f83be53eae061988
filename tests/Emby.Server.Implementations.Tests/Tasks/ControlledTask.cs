using MediaBrowser.Controller.Tasks;

namespace Emby.Server.Implementations.Tests.Tasks;

/// <summary>A task that does what its test says.</summary>
internal sealed class ControlledTask(string key = "Controlled") : IScheduledTask
{
    private int _started;

    public string Key => key;

    public string Name => "Controlled task";

    public string Description => "Does what its test says.";

    public string Category => "Tests";

    public IReadOnlyList<TaskTrigger> DefaultTriggers { get; init; } = [];

    public bool IsClusterWide { get; init; } = true;

    public bool IsRequeuedWhenInterrupted { get; init; }

    public int Started => Volatile.Read(ref _started);

    /// <summary>By default it ends at once.</summary>
    public Func<IProgress<double>, CancellationToken, Task> Work { get; set; } = (_, _) => Task.CompletedTask;

    public static Task UntilCancelledAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        progress.Report(42);
        return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    public Task ExecuteAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _started);
        return Work(progress, cancellationToken);
    }
}
