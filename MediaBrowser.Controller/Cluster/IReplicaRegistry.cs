using System.Text.Json;

namespace MediaBrowser.Controller.Cluster;

/// <summary>Who is alive. Each replica writes a heartbeat every second; after three seconds without it is dead.</summary>
public interface IReplicaRegistry
{
    ReplicaIdentity Self { get; }

    /// <summary>Live replicas, this one included, ordered by id. Only this one when the shared state is away.</summary>
    Task<IReadOnlyList<ReplicaStatus>> ListAsync(CancellationToken cancellationToken);
}

/// <summary>This process.</summary>
/// <param name="Id">Configured name, unique in the cluster; the host name when none is configured.</param>
/// <param name="Incarnation">Raised by every start of the process, so that a restarted replica is not taken for its predecessor.</param>
/// <param name="Url">Base address that other replicas reach it at.</param>
/// <param name="Version">Server version.</param>
public sealed record ReplicaIdentity(string Id, string Incarnation, string Url, string Version);

/// <summary>What a replica last said of itself.</summary>
public sealed record ReplicaStatus(ReplicaIdentity Identity, DateTimeOffset StartedAt, bool IsReady, bool IsDraining)
{
    /// <summary>Why it is not ready, in a few words.</summary>
    public string? Problem { get; init; }

    /// <summary>See <see cref="IReplicaReports"/>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Reports { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>
    /// When a replica last started while no other was there. Whoever comes later takes it over from those who are there, so it stays the
    /// same as long as one of them lives. Null: it has not looked around yet, or it is
    /// alone and does not know the time yet.
    /// </summary>
    public DateTimeOffset? ClusterStartedAt { get; init; }
}
