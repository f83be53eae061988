using Jellyfin.Server.Implementations.Cluster;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Tests.Cluster;

public sealed class PostgresTaskLeaderElectionTests(PostgresFixture postgres) : LeaderElectionContract(postgres)
{
    protected override bool HasRedis => false;

    protected override ITaskLeaderElection Select(ElectionReplica replica) => replica.Get<PostgresTaskLeaderElection>();
}

public sealed class RedisTaskLeaderElectionTests(PostgresFixture postgres) : RedisElectionContract(postgres)
{
    protected override bool NeedsRedis => true;

    protected override ITaskLeaderElection Select(ElectionReplica replica) => replica.Get<RedisTaskLeaderElection>();
}

public sealed class ResilientTaskLeaderElectionTests(PostgresFixture postgres) : RedisElectionContract(postgres)
{
    protected override bool NeedsRedis => false;

    protected override ITaskLeaderElection Select(ElectionReplica replica) => Assert.IsType<ResilientTaskLeaderElection>(replica.Get<ITaskLeaderElection>());
}

/// <summary>Redis is configured but never there.</summary>
public sealed class ElectionWithoutRedisTests(PostgresFixture postgres) : LeaderElectionContract(postgres)
{
    protected override bool HasRedis => false;

    protected override ITaskLeaderElection Select(ElectionReplica replica) => Assert.IsType<ResilientTaskLeaderElection>(replica.Get<ITaskLeaderElection>());
}
