using System.ComponentModel.DataAnnotations;

namespace MediaBrowser.Controller.Cluster;

/// <summary>
/// What a replica shares with others, each part for itself. Options are read at start; all replicas should say the same.
/// </summary>
public sealed class HighAvailabilityOptions : IValidatableObject
{
    public const string Section = "HighAvailability";

    /// <summary>False: this server is alone, whatever else is configured. Redis is not used and nothing waits for other replicas.</summary>
    public bool Enabled { get; set; } = true;

    public TaskLeaderElectionMode TaskLeaderElection { get; set; } = TaskLeaderElectionMode.Redis;

    /// <summary>A leader that died keeps others from running scheduled tasks for so long at most.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A third of the lease when it is not set.</summary>
    public TimeSpan? RenewInterval { get; set; }

    public WhenRedisUnavailable WhenRedisUnavailable { get; set; } = WhenRedisUnavailable.PostgresLock;

    /// <summary>Every replica knows the sessions of all; else each knows its own.</summary>
    public bool SharedSessions { get; set; } = true;

    /// <summary>False: as if an administrator had switched Quick Connect off.</summary>
    public bool QuickConnect { get; set; } = true;

    /// <summary>False: nobody may join or create groups.</summary>
    public bool SyncPlay { get; set; } = true;

    /// <summary>A replica continues the streams of a dead one; else each makes what it is asked for by itself.</summary>
    public bool TranscodeTakeover { get; set; } = true;

    /// <summary>A new transcode goes to the replica with the most room; else it stays where it was asked for.</summary>
    public bool LoadAwarePlacement { get; set; } = true;

    public HardwareReadinessPolicy HardwareReadiness { get; set; } = HardwareReadinessPolicy.FallBackToSoftware;

    public TimeSpan RenewEvery => RenewInterval ?? LeaseDuration / 3;

    /// <summary>A server that is alone has nobody to share with; what it offers to its own users stays.</summary>
    public void ApplyMasterSwitch()
    {
        if (!Enabled)
        {
            TaskLeaderElection = TaskLeaderElectionMode.Off;
            SharedSessions = false;
            TranscodeTakeover = false;
            LoadAwarePlacement = false;
        }
    }

    /// <summary>What is in force, for operators.</summary>
    public IReadOnlyList<FeatureFlag> DescribeFlags() =>
    [
        Flag(nameof(Enabled), Enabled),
        new(nameof(TaskLeaderElection), TaskLeaderElection != TaskLeaderElectionMode.Off, TaskLeaderElection.ToString()),
        new(nameof(WhenRedisUnavailable), WhenRedisUnavailable != WhenRedisUnavailable.Pause, WhenRedisUnavailable.ToString()),
        Flag(nameof(SharedSessions), SharedSessions),
        Flag(nameof(QuickConnect), QuickConnect),
        Flag(nameof(SyncPlay), SyncPlay),
        Flag(nameof(TranscodeTakeover), TranscodeTakeover),
        Flag(nameof(LoadAwarePlacement), LoadAwarePlacement),
        new(nameof(HardwareReadiness), HardwareReadiness != HardwareReadinessPolicy.Ignore, HardwareReadiness.ToString()),
    ];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LeaseDuration < TimeSpan.FromSeconds(1) || LeaseDuration > TimeSpan.FromMinutes(5))
        {
            yield return Invalid(nameof(LeaseDuration), "must be between 1 second and 5 minutes");
        }

        if (RenewInterval is { } interval && (interval < TimeSpan.FromMilliseconds(100) || 2 * interval > LeaseDuration))
        {
            yield return Invalid(nameof(RenewInterval), $"must be 100 ms or more, and two renewals must fit into {Section}:{nameof(LeaseDuration)}");
        }

        foreach (var (name, value) in (IEnumerable<(string, Enum)>)
            [(nameof(TaskLeaderElection), TaskLeaderElection), (nameof(WhenRedisUnavailable), WhenRedisUnavailable), (nameof(HardwareReadiness), HardwareReadiness)])
        {
            if (!Enum.IsDefined(value.GetType(), value))
            {
                yield return Invalid(name, "must be one of " + string.Join(", ", Enum.GetNames(value.GetType())));
            }
        }
    }

    private static FeatureFlag Flag(string name, bool isOn) => new(name, isOn, isOn ? "true" : "false");

    private static ValidationResult Invalid(string name, string rule) => new($"{Section}:{name} {rule}.", [name]);
}

/// <summary>Which replica runs the scheduled tasks of the cluster.</summary>
public enum TaskLeaderElectionMode
{
    /// <summary>One, chosen through Redis and recorded in PostgreSQL; through PostgreSQL alone where no Redis is configured.</summary>
    Redis,

    /// <summary>One, chosen through PostgreSQL alone.</summary>
    Postgres,

    /// <summary>Every one; each run is still carried out once. For a server that is alone.</summary>
    Off,
}

/// <summary>What becomes of scheduled tasks while Redis cannot be used.</summary>
public enum WhenRedisUnavailable
{
    /// <summary>The leader stays; a new one is chosen through PostgreSQL alone.</summary>
    PostgresLock,

    /// <summary>There is no leader: every replica tries, and each run is carried out by one of them.</summary>
    RunLocally,

    /// <summary>Nothing runs until Redis is back.</summary>
    Pause,
}

/// <summary>What a failing probe of the transcoding hardware does.</summary>
public enum HardwareReadinessPolicy
{
    /// <summary>It is shown, nothing else.</summary>
    Ignore,

    /// <summary>Streams are made in software, and fewer new ones come here.</summary>
    FallBackToSoftware,

    /// <summary>The replica is not ready: load balancers leave it alone.</summary>
    Drain,
}
