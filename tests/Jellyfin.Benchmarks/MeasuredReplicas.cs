using Jellyfin.Testing;

namespace Jellyfin.Benchmarks;

/// <summary>Replicas whose code is optimised while it runs, as it is in use. Those of tests live too short for that.</summary>
internal sealed class MeasuredReplicas(PostgresFixture postgres, RedisFixture redis, int count, string? redisEndpoint = null)
    : ReplicaFixture(postgres, redis)
{
    protected override int ReplicaCount => count;

    protected override string RedisEndpoint => redisEndpoint ?? base.RedisEndpoint;

    protected override IReadOnlyDictionary<string, string> Settings
        => new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "1", ["DOTNET_TC_CallCounting"] = "1" };
}
