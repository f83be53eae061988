using Jellyfin.LocalCluster;

namespace Jellyfin.Failover.Tests;

/// <summary>A fault that is brought about while clients work. Afterwards the cluster is as it was, or the test has failed.</summary>
public abstract class Scenario(ClusterFixture cluster) : IAsyncLifetime
{
    /// <summary>The default of <c>HighAvailability:LeaseDuration</c>.</summary>
    protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>After a leader that said nothing: its lease and a second.</summary>
    protected static readonly TimeSpan HandOverLimit = Lease + TimeSpan.FromSeconds(1);

    /// <summary>No target: the test gives up then.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    protected ClusterFixture Cluster => cluster;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await cluster.RepairAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<LeaderRow> LeaderAsync() => LeaderRow.ReadAsync(cluster.Database, Token);

    protected static string Other(string replica) => replica == "r1" ? "r2" : "r1";

    /// <summary>How long after <paramref name="since"/> (a time stamp) somebody else was the leader.</summary>
    protected async Task<TimeSpan> NextLeaderAsync(LeaderRow before, long since)
    {
        await Wait.UntilAsync(
            async () => await LeaderAsync() is var now && now.Token > before.Token && now.Replica != before.Replica,
            $"another leader than {before.Replica}",
            Patience,
            Token);
        return TimeProvider.System.GetElapsedTime(since);
    }

    protected async Task<bool> IsReadyAsync(string replica)
        => (await cluster.Cluster.StatusAsync(Token)).Replicas.Single(one => one.Id == replica).Ready;

    /// <summary>How long after <paramref name="since"/> (a time stamp) the replica was ready, or not.</summary>
    protected async Task<TimeSpan> UntilReadyAsync(string replica, bool ready, long since)
    {
        await Wait.UntilAsync(async () => await IsReadyAsync(replica) == ready, $"{replica} is {(ready ? "ready" : "not ready")}", Patience, Token);
        return TimeProvider.System.GetElapsedTime(since);
    }

    /// <summary>A command, word by word. Returns the answer.</summary>
    protected async Task<string> TellRedisAsync(params string[] command)
    {
        var endpoint = (await cluster.Cluster.StatusAsync(Token)).Redis.Endpoint.Split(':');
        return await Command.RunAsync("redis-cli", ["-h", endpoint[0], "-p", endpoint[1], .. command], Patience, Token);
    }

    protected static long Now() => TimeProvider.System.GetTimestamp();
}
