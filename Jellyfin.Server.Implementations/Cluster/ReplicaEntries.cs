using System.Text.Json;
using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>Heartbeats as they lie in the shared store, each under the id of its replica.</summary>
internal static class ReplicaEntries
{
    public const string Collection = "replicas";

    public static string ToJson(ReplicaStatus status) => JsonSerializer.Serialize(status);

    public static ReplicaStatus FromJson(string json) => JsonSerializer.Deserialize<ReplicaStatus>(json)!;

    /// <summary>This replica's own and those of the others, ordered by id.</summary>
    public static async Task<IReadOnlyList<ReplicaStatus>> WithOthersAsync(this ISharedStore store, ReplicaStatus self, CancellationToken cancellationToken)
        => [.. (await store.ListAsync(Collection, cancellationToken)).Values
            .Select(FromJson)
            .Where(status => status.Identity.Id != self.Identity.Id)
            .Append(self)
            .OrderBy(status => status.Identity.Id, StringComparer.Ordinal)];

    /// <summary>See <see cref="ReplicaStatus.ClusterStartedAt"/>.</summary>
    public static DateTimeOffset? ClusterStart(IReadOnlyList<ReplicaStatus> replicas, DateTimeOffset? ownStart)
        => replicas.Select(replica => replica.ClusterStartedAt).Append(ownStart).Min();
}
