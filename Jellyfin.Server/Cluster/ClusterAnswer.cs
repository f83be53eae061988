using System.Text.Json;
using Jellyfin.Server.Contracts.Cluster;
using Jellyfin.Server.Implementations.Redis;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Tasks;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Cluster;

/// <summary>Gathers what the cluster page shows. What is away is shown as being away; the page itself still comes.</summary>
internal sealed class ClusterAnswer(
    IReplicaRegistry registry,
    ISharedStore store,
    ITaskManager tasks,
    IOptions<RedisOptions> redis,
    IOptions<HighAvailabilityOptions> options,
    DependencyCheck check)
{
    private static readonly SharedKey Nothing = new("cluster", "is-there");

    public async Task<ClusterInfo> ReadAsync(CancellationToken cancellationToken)
    {
        var replicas = await registry.ListAsync(cancellationToken);
        var leader = LeaderOf(replicas);
        var (runs, database) = await check.AskAsync(
            async limit => (await tasks.ListAsync(limit))
                .OrderByDescending(state => state.LastRun?.StartedAt ?? DateTimeOffset.MinValue)
                .Select(ClusterTask.From)
                .ToList(),
            cancellationToken);
        return new ClusterInfo(
            registry.Self.Id,
            [.. replicas.Select(replica => ClusterReplica.From(replica, leader?.ReplicaId))],
            leader,
            runs,
            await RedisAsync(cancellationToken),
            database,
            options.Value);
    }

    /// <summary>Each replica says whether it leads; of two that do, one has been superseded.</summary>
    private static ClusterLeader? LeaderOf(IReadOnlyList<ReplicaStatus> replicas)
        => replicas
            .Select(replica => new ClusterLeader(replica.Identity.Id, TokenOf(replica)))
            .Where(leader => leader.FencingToken is not null)
            .MaxBy(leader => leader.FencingToken);

    private static long? TokenOf(ReplicaStatus replica)
        => replica.Reports.TryGetValue(ReplicaLeadership.Report, out var json) ? json.Deserialize<ReplicaLeadership>()?.FencingToken : null;

    private async Task<ClusterDependency> RedisAsync(CancellationToken cancellationToken)
        => redis.Value.IsConfigured
            ? (await check.AskAsync(limit => store.GetAsync(Nothing, limit), cancellationToken)).State
            : new ClusterDependency("NotConfigured", null);
}
