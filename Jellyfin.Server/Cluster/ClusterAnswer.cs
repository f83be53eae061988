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
    ITaskLeadership leadership,
    ITaskManager tasks,
    IOptions<RedisOptions> redis,
    IOptions<HighAvailabilityOptions> options,
    DependencyCheck check)
{
    private static readonly SharedKey Nothing = new("cluster", "is-there");

    public async Task<ClusterInfo> ReadAsync(CancellationToken cancellationToken)
    {
        var replicas = await registry.ListAsync(cancellationToken);
        var leader = await LeaderAsync(replicas, cancellationToken);
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

    private async Task<ClusterLeader?> LeaderAsync(IReadOnlyList<ReplicaStatus> replicas, CancellationToken cancellationToken)
    {
        var (owner, _) = await check.AskAsync(async limit => await leadership.CurrentLeaderAsync(limit), cancellationToken);
        // The owner of a lease is a replica and its incarnation.
        var id = owner?.Split('/')[0];
        var tokens = replicas.ToDictionary(
            replica => replica.Identity.Id,
            replica => replica.Reports.TryGetValue(ReplicaLeadership.Report, out var json) ? json.Deserialize<ReplicaLeadership>()?.FencingToken : null);
        id ??= tokens.Where(entry => entry.Value is not null).OrderByDescending(entry => entry.Value).Select(entry => entry.Key).FirstOrDefault();
        return id is null ? null : new ClusterLeader(id, tokens.GetValueOrDefault(id));
    }

    private async Task<ClusterDependency> RedisAsync(CancellationToken cancellationToken)
        => redis.Value.IsConfigured
            ? (await check.AskAsync(limit => store.GetAsync(Nothing, limit), cancellationToken)).State
            : new ClusterDependency("NotConfigured", null);
}
