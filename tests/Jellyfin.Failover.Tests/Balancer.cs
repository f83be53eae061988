using System.Globalization;
using Jellyfin.LocalCluster;

namespace Jellyfin.Failover.Tests;

/// <summary>What HAProxy thinks of the replicas.</summary>
internal static class Balancer
{
    private const int StatusColumn = 17;
    private const int WeightColumn = 18;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>How many replicas get requests.</summary>
    public static async Task<int> UpAsync(ClusterStatus status, CancellationToken cancellationToken)
        => (await ReadAsync(status, cancellationToken)).Count(columns => columns is ["replicas", not "BACKEND", ..] && columns[StatusColumn] == "UP");

    /// <summary>The share of new requests that a replica gets, in percent of what it would get if it were idle.</summary>
    public static async Task<int> WeightAsync(ClusterStatus status, string replica, CancellationToken cancellationToken)
        => int.Parse(
            (await ReadAsync(status, cancellationToken)).Single(columns => columns is ["replicas", var name, ..] && name == replica)[WeightColumn],
            CultureInfo.InvariantCulture);

    private static async Task<IEnumerable<string[]>> ReadAsync(ClusterStatus status, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = Limit };
        var table = await client.GetStringAsync(new Uri(status.Haproxy.StatsUrl + ";csv"), cancellationToken);
        return table.Split('\n').Select(line => line.Split(','));
    }
}
