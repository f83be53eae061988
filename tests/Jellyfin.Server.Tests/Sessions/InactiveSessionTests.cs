using System.Text.Json;
using System.Text.Json.Nodes;
using Jellyfin.Server.Tests.SyncPlay;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>Two replicas that both look for players that are gone.</summary>
public sealed class InactiveSessionTests(InactiveSessionTests.Watchful server) : InactiveSessionContract(server), IClassFixture<InactiveSessionTests.Watchful>
{
    private readonly Watchful _server = server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_player_that_is_paused_for_longer_than_the_threshold_is_told_to_stop_and_ended_once_with_its_position_saved()
    {
        await SetThresholdAsync(minutes: 1);
        var film = await _server.AddFilmAsync(TimeSpan.FromHours(1));
        var (device, token) = await PlayAsync("paused", film, isPaused: true);
        await using var socket = await SocketClient.ConnectAsync(_server.Replicas[1], "/socket?ApiKey=" + token);
        await socket.ReceiveAsync("ForceKeepAlive");
        using (device)
        {
            await AgeAsync("paused", "LastPausedDate");

            var told = (await socket.ReceiveAsync("Playstate")).GetProperty("Data");
            Assert.Equal(("Stop", Position), (told.GetProperty("Command").GetString(), told.GetProperty("SeekPositionTicks").GetInt64()));
            await device.SendAsync("/Sessions/Playing/Stopped", new { ItemId = film.Id, PositionTicks = Position });
            await EndedAsync("paused", film);
        }
    }

    protected override Task FallSilentAsync(string device) => AgeAsync(device, "LastPlaybackCheckIn");

    /// <summary>Moves a time in the shared record of the session ten minutes back.</summary>
    private async Task AgeAsync(string device, string field)
    {
        await using var services = SharedState.Of(_server.Replicas[0]);
        var store = services.GetRequiredService<ISharedStore>();
        var id = (await _server.Client.ReadAsync($"/Sessions?deviceId={device}"))[0].GetProperty("Id").GetString()!;
        var key = new SharedKey("sessions", id);
        await Eventually.IsTrueAsync(
            async () =>
            {
                var json = await store.GetAsync(key, Cancel);
                var session = JsonNode.Parse(json!)!;
                session[field] = session[field]!.GetValue<DateTimeOffset>() - TimeSpan.FromMinutes(10);
                return await store.CompareAndSetAsync(key, json, session.ToJsonString(), TimeSpan.FromHours(1), Cancel);
            },
            "the session was changed");
    }

    private async Task SetThresholdAsync(int minutes)
    {
        var settings = JsonSerializer.Deserialize<Dictionary<string, object>>(await _server.Client.ReadAsync("/System/Configuration"))!;
        settings["InactiveSessionThreshold"] = minutes;
        await _server.Client.SendAsync("/System/Configuration", settings);
    }

    /// <summary>Each looks every second.</summary>
    public sealed class Watchful(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        protected override int ReplicaCount => 2;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Sessions__LookEvery"] = "00:00:01" };
    }
}

/// <summary>The same with one server and no Redis.</summary>
public sealed class InactiveSessionAloneTests(InactiveSessionAloneTests.Watchful server)
    : InactiveSessionContract(server), IClassFixture<InactiveSessionAloneTests.Watchful>
{
    /// <summary>Time passes by itself.</summary>
    protected override Task FallSilentAsync(string device) => Task.CompletedTask;

    /// <summary>It does not wait for long.</summary>
    public sealed class Watchful(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        protected override string RedisEndpoint => "";

        protected override IReadOnlyDictionary<string, string> Settings
            => new Dictionary<string, string> { ["Sessions__LookEvery"] = "00:00:01", ["Sessions__SilentAfter"] = "00:00:03" };
    }
}
