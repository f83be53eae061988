namespace MediaBrowser.Controller.Tasks;

/// <summary>Work that administrators see under "Scheduled Tasks". Register it as a singleton <see cref="IScheduledTask"/>.</summary>
public interface IScheduledTask
{
    /// <summary>Stable name that clients look it up by, for example <c>RefreshLibrary</c>; its id is made of it.</summary>
    string Key { get; }

    string Name { get; }

    string Description { get; }

    string Category { get; }

    /// <summary>What starts it as long as no administrator has said otherwise.</summary>
    IReadOnlyList<TaskTrigger> DefaultTriggers { get; }

    /// <summary>True: the leader runs it, once for the whole cluster. False: every replica runs it for itself.</summary>
    bool IsClusterWide => true;

    /// <summary>Whether it is run again when its replica died or lost the leadership in the middle of it.</summary>
    bool IsRequeuedWhenInterrupted => false;

    bool IsHidden => false;

    bool IsEnabled => true;

    /// <param name="progress">0 to 100.</param>
    /// <param name="cancellationToken">
    /// Cancelled when an administrator stops the task, when it runs longer than its trigger allows, and before another replica can become the leader.
    /// </param>
    Task ExecuteAsync(IProgress<double> progress, CancellationToken cancellationToken);
}
