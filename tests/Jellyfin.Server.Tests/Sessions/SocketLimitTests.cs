using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>Sockets that are lost, too many, too slow or too talkative.</summary>
public sealed class SocketLimitTests(SocketLimitTests.Impatient server) : IClassFixture<SocketLimitTests.Impatient>
{
    [Fact]
    public async Task A_client_is_asked_again_and_again_and_lives_as_long_as_it_answers()
    {
        await using var socket = await ConnectAsync("patient");

        for (var times = 0; times < 4; times++)
        {
            Assert.Equal(4, (await socket.ReceiveAsync("ForceKeepAlive")).GetProperty("Data").GetInt32());
            await socket.SendAsync("KeepAlive");
            await socket.ReceiveAsync("KeepAlive");
        }
    }

    [Fact]
    public async Task A_silent_client_is_lost()
    {
        await using var socket = await ConnectAsync("silent");

        await socket.WaitForEndAsync();

        await Eventually.IsTrueAsync(
            async () => (await server.Client.ReadAsync($"/Sessions?deviceId=silent&controllableByUserId={server.UserId}")).GetArrayLength() == 0,
            "the session cannot be controlled any more");
    }

    [Fact]
    public async Task The_oldest_socket_of_a_session_goes_when_there_are_too_many()
    {
        var sockets = new List<SocketClient>();
        for (var number = 0; number < 3; number++)
        {
            sockets.Add(await ConnectAsync("many"));
            await sockets[^1].ReceiveAsync("ForceKeepAlive");
        }

        await sockets[0].WaitForEndAsync();
        foreach (var socket in sockets.Skip(1))
        {
            await socket.SendAsync("KeepAlive");
            await socket.ReceiveAsync("KeepAlive");
            await socket.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_message_that_is_too_long_ends_the_connection_and_nonsense_does_not()
    {
        await using var socket = await ConnectAsync("talkative");
        await socket.SendAsync("NoSuchMessage", "and no such data");
        await socket.SendAsync("KeepAlive", new string('x', 60_000));
        await socket.ReceiveAsync("KeepAlive");

        await socket.SendAsync("KeepAlive", new string('x', 70_000));

        await socket.WaitForEndAsync();
    }

    private async Task<SocketClient> ConnectAsync(string device)
    {
        if (!server.Tokens.TryGetValue(device, out var token))
        {
            (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[0], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, device);
            server.Tokens[device] = token;
        }

        return await SocketClient.ConnectAsync(server.Replicas[0], "/socket?ApiKey=" + token);
    }

    /// <summary>Clients are lost after four seconds, and a session may have two sockets.</summary>
    public sealed class Impatient(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        /// <summary>By device.</summary>
        public Dictionary<string, string> Tokens { get; } = [];

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["WebSockets__LostAfter"] = "00:00:04",
            ["WebSockets__MostPerSession"] = "2",
        };
    }
}
