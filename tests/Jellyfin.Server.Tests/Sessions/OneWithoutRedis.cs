using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>One server without Redis, for all classes that look whether it does the same as two replicas with one.</summary>
public sealed class OneWithoutRedis(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis), IAsyncLifetime
{
    protected override string RedisEndpoint => "";

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await this.TellLibraryChangesSoonAsync();
    }
}
