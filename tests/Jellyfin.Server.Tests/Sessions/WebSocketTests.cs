using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>The parties are on different replicas.</summary>
[Collection<SessionServers>]
public sealed class WebSocketTests(TwoReplicas server) : WebSocketContract(server)
{
    private readonly TwoReplicas _server = server;

    [Fact]
    public async Task A_client_whose_replica_goes_is_sent_elsewhere_and_not_told_that_the_server_is_gone()
        => Assert.DoesNotContain("ServerShuttingDown", await StopAsync(_server));

    /// <summary>What a client of the last replica hears when that is stopped. It runs again afterwards.</summary>
    internal static async Task<IReadOnlyList<string?>> StopAsync(ReplicaFixture server)
    {
        var replica = server.Replicas[^1];
        await using var socket = await SocketClient.ConnectAsync(replica, "/socket?ApiKey=" + server.Token);
        await socket.ReceiveAsync("ForceKeepAlive");
        var stopping = replica.StopAsync(TestContext.Current.CancellationToken);
        try
        {
            return await socket.WaitForEndAsync();
        }
        finally
        {
            await stopping;
            await replica.StartAsync(TestContext.Current.CancellationToken);
        }
    }
}

/// <summary>The same with one server and no Redis.</summary>
[Collection<AloneServer>]
public sealed class WebSocketAloneTests(OneWithoutRedis server) : WebSocketContract(server)
{
    private readonly OneWithoutRedis _server = server;

    [Fact]
    public async Task A_client_is_told_when_the_only_server_goes()
        => Assert.Contains("ServerShuttingDown", await WebSocketTests.StopAsync(_server));
}
