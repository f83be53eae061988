using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.SyncPlay;

/// <summary>The members are on different replicas.</summary>
[Collection<SessionServers>]
public sealed class SyncPlayOnTwoReplicasTests(TwoReplicas server) : SyncPlayContract(server);

/// <summary>One server without Redis.</summary>
public sealed class SyncPlayAloneTests(SyncPlayAloneTests.Alone server) : SyncPlayContract(server), IClassFixture<SyncPlayAloneTests.Alone>
{
    public sealed class Alone(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        protected override string RedisEndpoint => "";
    }
}
