using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>The client comes back on the other replica.</summary>
public sealed class SocketReplayTests(SocketReplayTests.Replicas server) : SocketReplayContract(server), IClassFixture<SocketReplayTests.Replicas>
{
    public sealed class Replicas(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis), IAsyncLifetime
    {
        protected override int ReplicaCount => 2;

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await this.TellLibraryChangesSoonAsync();
        }
    }
}

/// <summary>The same with one server and no Redis.</summary>
[Collection<AloneServer>]
public sealed class SocketReplayAloneTests(OneWithoutRedis server) : SocketReplayContract(server);
