using System.Runtime.Versioning;
using Jellyfin.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
[assembly: AssemblyFixture(typeof(RedisFixture))]
[assembly: SupportedOSPlatform("linux")]
