using System.Runtime.Versioning;
using Jellyfin.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
[assembly: AssemblyFixture(typeof(RedisFixture))]
// More than the processors of a small machine: about a third of the time a test waits.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
[assembly: SupportedOSPlatform("linux")]
