using System.Net;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.SyncPlay;

/// <summary>A server without groups.</summary>
public sealed class SyncPlayOffTests(SyncPlayOffTests.Off server) : IClassFixture<SyncPlayOffTests.Off>
{
    [Theory]
    [InlineData("GET", "/SyncPlay/List")]
    [InlineData("POST", "/SyncPlay/New")]
    [InlineData("POST", "/SyncPlay/Pause")]
    public async Task Nobody_has_access(string method, string path)
        => Assert.Equal(HttpStatusCode.Forbidden, await server.Client.StatusAsync(new HttpMethod(method), path, method == "GET" ? null : new { GroupName = "x" }));

    public sealed class Off(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["HighAvailability__SyncPlay"] = "false" };
    }
}
