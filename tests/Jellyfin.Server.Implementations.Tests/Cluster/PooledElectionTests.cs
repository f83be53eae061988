using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using Npgsql;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

/// <summary>What the lease promises it promises behind a transaction pooler too, where a connection has another session for each statement.</summary>
public sealed class PooledElectionTests(PostgresFixture postgres) : LeaderElectionContract(postgres)
{
    private TransactionPooler _pooler = null!;
    private string _database = "";

    protected override bool HasRedis => false;

    [Fact]
    public async Task A_holder_that_loses_power_is_replaced_when_its_lease_is_over_although_the_pooler_does_not_notice()
    {
        await using var link = new CuttableLink(new NpgsqlConnectionStringBuilder(_database).Port);
        var holder = Add(TimeSpan.Zero, new NpgsqlConnectionStringBuilder(_database) { Port = link.Port }.ConnectionString);
        var duration = TimeSpan.FromSeconds(4);
        var lease = await AcquireAsync(holder, "holder", duration);
        Assert.NotNull(lease = await holder.TryRenewAsync(lease, duration, Cancel));
        var started = TimeProvider.System.GetTimestamp();

        link.Cut();

        Assert.Null(await B.TryAcquireAsync("b", Minute, Cancel));
        Assert.True((await AcquireAsync(B, "b", Minute)).FencingToken > lease.FencingToken);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), duration - TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(Patience));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _pooler.DisposeAsync();
    }

    protected override ITaskLeaderElection Select(ElectionReplica replica) => replica.Get<PostgresTaskLeaderElection>();

    protected override async Task<string> ReachAsync(string database)
    {
        _pooler = await TransactionPooler.StartAsync(database, connections: 2, Cancel);
        return _database = _pooler.To(database);
    }
}
