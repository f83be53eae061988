using Jellyfin.LocalCluster;

namespace Jellyfin.Failover.Tests;

/// <summary>What HAProxy thinks of the replicas.</summary>
internal static class Balancer
{
    private const int StatusColumn = 17;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>How many replicas get requests.</summary>
    public static async Task<int> UpAsync(ClusterStatus status, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = Limit };
        var table = await client.GetStringAsync(new Uri(status.Haproxy.StatsUrl + ";csv"), cancellationToken);
        return table.Split('\n')
            .Select(line => line.Split(','))
            .Count(columns => columns is ["replicas", not "BACKEND", ..] && columns[StatusColumn] == "UP");
    }
}
