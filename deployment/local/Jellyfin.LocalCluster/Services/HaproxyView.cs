using System.Globalization;

namespace Jellyfin.LocalCluster.Services;

/// <summary>What the load balancer thinks of the replicas.</summary>
internal static class HaproxyView
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(2);

    /// <summary>Returns when HAProxy sends the replica new requests, or none any more. Nothing to wait for when HAProxy does not run.</summary>
    public static async Task WaitUntilAsync(bool sends, ClusterState state, ReplicaState replica, CancellationToken cancellationToken)
    {
        if (state.Haproxy is not { IsRunning: true } haproxy)
        {
            return;
        }

        await Waiting.ForAsync(
            async () => await SendsAsync(state, replica, cancellationToken) == sends,
            () => haproxy.IsRunning ? null : "haproxy ended",
            Limit,
            $"haproxy did not {(sends ? "come back to" : "leave")} replica {replica.Id}",
            cancellationToken);
    }

    /// <summary>Null when it cannot be told.</summary>
    private static async Task<bool?> SendsAsync(ClusterState state, ReplicaState replica, CancellationToken cancellationToken)
    {
        try
        {
            var statistics = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{state.StatsPort}/");
            var row = (await HaproxyTable.ReadAsync(statistics, AskLimit, cancellationToken)).SingleOrDefault(row => row.Replica == replica.Id);
            // One that is up again has no weight until its agent was asked.
            return row is null ? null : row.Status.StartsWith("UP", StringComparison.Ordinal) && row.Weight != 0;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
