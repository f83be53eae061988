using System.Net;
using System.Text.Json;
using Jellyfin.Server.Tests.SyncPlay;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>During a rolling upgrade. What the older replica writes is written here as it did.</summary>
[Collection<SessionServers>]
public sealed class OlderReplicaTests(TwoReplicas server)
{
    private const string Older = "older-replica";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_for_a_session_on_a_replica_that_acknowledges_none_is_taken_for_delivered()
    {
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[1], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, "upgrade");
        using var device = server.Replicas[1].CreateClient(token, "upgrade");
        var id = (await device.ReadAsync("/Sessions?deviceId=upgrade"))[0].GetProperty("Id").GetString();
        var path = $"/Sessions/{id}/Command/GoHome";
        Assert.Equal(HttpStatusCode.NotFound, await server.Client.StatusAsync(HttpMethod.Post, path));

        await using var services = SharedState.Of(server.Replicas[0]);
        var store = services.GetRequiredService<ISharedStore>();
        var identity = new ReplicaIdentity(Older, "1", "http://127.0.0.1:1", "12.0.0");
        await WriteAsync(store, "replicas", new ReplicaStatus(identity, DateTimeOffset.UnixEpoch, IsReady: true, IsDraining: false));
        await WriteAsync(store, "session-sockets", new { identity.Incarnation, SessionIds = new[] { id } });
        try
        {
            Assert.Equal(HttpStatusCode.NoContent, await server.Client.StatusAsync(HttpMethod.Post, path));
        }
        finally
        {
            await store.RemoveAsync(new SharedKey("replicas", Older), Cancel);
            await store.RemoveAsync(new SharedKey("session-sockets", Older), Cancel);
        }

        Assert.Equal(HttpStatusCode.NotFound, await server.Client.StatusAsync(HttpMethod.Post, path));
    }

    private static Task WriteAsync<T>(ISharedStore store, string collection, T value)
        => store.SetAsync(new SharedKey(collection, Older), JsonSerializer.Serialize(value), TimeSpan.FromMinutes(1), Cancel);
}
