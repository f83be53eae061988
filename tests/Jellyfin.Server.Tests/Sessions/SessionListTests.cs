using System.Net;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>The parties are on different replicas.</summary>
[Collection<SessionServers>]
public sealed class SessionListTests(TwoReplicas server) : SessionListContract(server)
{
    private readonly TwoReplicas _server = server;

    [Fact]
    public async Task A_command_for_a_session_whose_replica_was_killed_a_moment_ago_is_404()
    {
        var (token, _) = await ReplicaFixture.LogInAsync(_server.Replicas[1], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, "killed");
        await using var socket = await SocketClient.ConnectAsync(_server.Replicas[1], "/socket?ApiKey=" + token);
        await socket.ReceiveAsync("ForceKeepAlive");
        using var device = _server.Replicas[1].CreateClient(token, "killed");
        var id = (await device.ReadAsync("/Sessions?deviceId=killed"))[0].GetProperty("Id").GetString();
        var path = $"/Sessions/{id}/Command/GoHome";
        Assert.Equal(HttpStatusCode.NoContent, await _server.Client.StatusAsync(HttpMethod.Post, path));
        await socket.ReceiveAsync("GeneralCommand");

        await _server.Replicas[1].KillAsync(TestContext.Current.CancellationToken);
        try
        {
            Assert.Equal(HttpStatusCode.NotFound, await _server.Client.StatusAsync(HttpMethod.Post, path));
        }
        finally
        {
            await _server.Replicas[1].StartAsync(TestContext.Current.CancellationToken);
        }
    }
}

/// <summary>The same with one server and no Redis.</summary>
[Collection<AloneServer>]
public sealed class SessionListAloneTests(OneWithoutRedis server) : SessionListContract(server)
{
    private readonly OneWithoutRedis _server = server;

    [Fact]
    public async Task Capabilities_and_names_of_devices_survive_a_restart()
    {
        var token = await DurableDevice.PrepareAsync(_server);

        await _server.Replicas[0].KillAsync(TestContext.Current.CancellationToken);
        await _server.Replicas[0].StartAsync(TestContext.Current.CancellationToken);

        await DurableDevice.IsKnownAsync(_server, token);
    }
}
