using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Tasks;

/// <summary>Which replica runs the tasks of the cluster.</summary>
internal static class Leader
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Replica> FindAsync(ReplicaFixture cluster)
    {
        Replica? leader = null;
        await Eventually.IsTrueAsync(
            async () =>
            {
                foreach (var replica in cluster.Replicas)
                {
                    using var client = replica.CreateClient(null);
                    var metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel);
                    leader = metrics.Contains("\njellyfin_task_leader 1\n", StringComparison.Ordinal) ? replica : leader;
                }

                return leader is not null;
            },
            "there is a leader",
            seconds: 30);
        return leader!;
    }
}
