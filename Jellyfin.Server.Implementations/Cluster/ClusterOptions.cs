using System.ComponentModel.DataAnnotations;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>This process as one of several replicas.</summary>
public sealed class ClusterOptions : IValidatableObject
{
    public const string Section = "Cluster";

    /// <summary>Unique in the cluster.</summary>
    [Required]
    public string ReplicaId { get; set; } = Environment.MachineName;

    /// <summary>Base address that other replicas reach this one at; made of the host name and the first listening port when it is not set.</summary>
    public string? Url { get; set; }

    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A replica that was silent for so long counts as dead.</summary>
    public TimeSpan DeadAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>A replica that drains serves for so long while it says that it is not ready, so that load balancers leave first; then web sockets are closed.</summary>
    public TimeSpan DrainDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>After SIGTERM requests may go on for so long, <see cref="DrainDelay"/> included.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>TCP port that tells HAProxy's agent check a weight; 0 = none.</summary>
    [Range(0, 65535)]
    public int AgentCheckPort { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HeartbeatInterval <= TimeSpan.Zero || DeadAfter < 2 * HeartbeatInterval)
        {
            yield return new ValidationResult("Two heartbeats must fit into DeadAfter.", [nameof(DeadAfter)]);
        }

        if (DrainDelay < TimeSpan.Zero)
        {
            yield return new ValidationResult("DrainDelay must not be negative.", [nameof(DrainDelay)]);
        }

        if (ShutdownTimeout <= DrainDelay)
        {
            yield return new ValidationResult("ShutdownTimeout must be longer than DrainDelay.", [nameof(ShutdownTimeout)]);
        }
    }
}
