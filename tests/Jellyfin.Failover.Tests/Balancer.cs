using Jellyfin.LocalCluster;
using Jellyfin.LocalCluster.Services;

namespace Jellyfin.Failover.Tests;

/// <summary>What HAProxy thinks of the replicas.</summary>
internal static class Balancer
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>How many replicas get requests.</summary>
    public static async Task<int> UpAsync(ClusterStatus status, CancellationToken cancellationToken)
        => (await ReadAsync(status, cancellationToken)).Count(row => row.Status == "UP");

    /// <summary>The share of new requests that a replica gets, in percent of what it would get if it were idle.</summary>
    public static async Task<int> WeightAsync(ClusterStatus status, string replica, CancellationToken cancellationToken)
        => (await ReadAsync(status, cancellationToken)).Single(row => row.Replica == replica).Weight;

    private static Task<IReadOnlyList<HaproxyRow>> ReadAsync(ClusterStatus status, CancellationToken cancellationToken)
        => HaproxyTable.ReadAsync(status.Haproxy.StatsUrl, Limit, cancellationToken);
}
