using System.Text.Json;
using System.Text.Json.Nodes;
using Jellyfin.Server.Tests.SyncPlay;
using Jellyfin.Testing;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;
using Microsoft.Extensions.DependencyInjection;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>Two replicas that both look for players that are gone.</summary>
public sealed class InactiveSessionTests(InactiveSessionTests.Watchful server) : IClassFixture<InactiveSessionTests.Watchful>
{
    private static readonly TimeSpan SeveralLooks = TimeSpan.FromSeconds(3);
    private static readonly long Position = TimeSpan.FromMinutes(20).Ticks;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_player_that_is_not_heard_of_for_five_minutes_is_ended_once_with_its_position_saved()
    {
        var film = await server.AddFilmAsync(TimeSpan.FromHours(1));
        var (device, _) = await PlayAsync("silent", film, isPaused: false);
        using (device)
        {
            await AgeAsync("silent", "LastPlaybackCheckIn");

            await EndedAsync("silent", film);
        }
    }

    [Fact]
    public async Task A_player_that_is_paused_for_longer_than_the_threshold_is_told_to_stop_and_ended_once_with_its_position_saved()
    {
        await SetThresholdAsync(minutes: 1);
        var film = await server.AddFilmAsync(TimeSpan.FromHours(1));
        var (device, token) = await PlayAsync("paused", film, isPaused: true);
        await using var socket = await SocketClient.ConnectAsync(server.Replicas[1], "/socket?ApiKey=" + token);
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

    private async Task<(HttpClient Device, string Token)> PlayAsync(string name, Item film, bool isPaused)
    {
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[1], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, name);
        var device = server.Replicas[1].CreateClient(token, name);
        await device.SendAsync("/Sessions/Playing", new { ItemId = film.Id });
        await device.SendAsync("/Sessions/Playing/Progress", new { ItemId = film.Id, PositionTicks = Position, IsPaused = isPaused });
        return (device, token);
    }

    /// <summary>Moves a time in the shared record of the session ten minutes back.</summary>
    private async Task AgeAsync(string device, string field)
    {
        await using var services = SharedState.Of(server.Replicas[0]);
        var store = services.GetRequiredService<ISharedStore>();
        var id = (await server.Client.ReadAsync($"/Sessions?deviceId={device}"))[0].GetProperty("Id").GetString()!;
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

    private async Task EndedAsync(string device, Item film)
    {
        await Eventually.IsTrueAsync(async () => await CountStopsAsync(film) > 0, "it is ended", seconds: 30);
        Assert.False((await server.Client.ReadAsync($"/Sessions?deviceId={device}"))[0].TryGetProperty("NowPlayingItem", out _));
        // Every replica looks several times more.
        var since = TimeProvider.System.GetTimestamp();
        await Eventually.IsTrueAsync(
            async () =>
            {
                Assert.Equal(1, await CountStopsAsync(film));
                return TimeProvider.System.GetElapsedTime(since) > SeveralLooks;
            },
            "it stays ended once",
            seconds: 30);

        var data = await server.Client.ReadAsync($"/UserItems/{film.Id}/UserData");
        Assert.Equal(Position, data.GetProperty("PlaybackPositionTicks").GetInt64());
    }

    private async Task<int> CountStopsAsync(Item film)
    {
        var log = await server.Client.ReadAsync("/System/ActivityLog/Entries?limit=200");
        return log.GetProperty("Items").EnumerateArray().Count(IsStop);

        bool IsStop(JsonElement entry)
            => entry.GetProperty("Type").GetString() == "VideoPlaybackStopped" && entry.GetProperty("ItemId").GetString() == film.Id.ToString("N");
    }

    private async Task SetThresholdAsync(int minutes)
    {
        var settings = JsonSerializer.Deserialize<Dictionary<string, object>>(await server.Client.ReadAsync("/System/Configuration"))!;
        settings["InactiveSessionThreshold"] = minutes;
        await server.Client.SendAsync("/System/Configuration", settings);
    }

    /// <summary>Each looks every second.</summary>
    public sealed class Watchful(PostgresFixture postgres, RedisFixture redis) : ReplicaFixture(postgres, redis)
    {
        protected override int ReplicaCount => 2;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Sessions__LookEvery"] = "00:00:01" };
    }
}
