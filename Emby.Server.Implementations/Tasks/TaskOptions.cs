namespace Emby.Server.Implementations.Tasks;

/// <summary>When tasks start by themselves.</summary>
public sealed class TaskOptions
{
    public const string Section = "Tasks";

    /// <summary>How often triggers are looked at. Requests and stops do not wait for it.</summary>
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A task with an interval that never ran starts so long after the server, or after its interval if that is shorter.</summary>
    public TimeSpan FirstRunDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>What was due while no server ran starts so long after the server.</summary>
    public TimeSpan OverdueDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A daily or weekly time of a task that never ran still counts for so long, for example while there was no leader. For any other task the
    /// last time that was missed counts, however long ago.
    /// </summary>
    public TimeSpan CatchUp { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after the first replica a startup trigger starts its task; of a task that every replica runs for itself, after each.</summary>
    public TimeSpan StartupDelay { get; set; } = TimeSpan.FromSeconds(3);
}
