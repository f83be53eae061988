using Jellyfin.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
[assembly: AssemblyFixture(typeof(RedisFixture))]
// They wait for leases and clocks and hardly compute.
[assembly: CollectionBehavior(MaxParallelThreads = 8)]
