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

    /// <summary>A daily or weekly time that passed while there was no leader still counts for so long.</summary>
    public TimeSpan CatchUp { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after the server a startup trigger starts its task.</summary>
    public TimeSpan StartupDelay { get; set; } = TimeSpan.FromSeconds(3);
}
