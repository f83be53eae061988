using System.Text.Json;
using Jellyfin.Testing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>Every server looks each second.</summary>
public abstract class InactiveSessionContract(ReplicaFixture server)
{
    private static readonly TimeSpan SeveralLooks = TimeSpan.FromSeconds(3);

    protected static long Position { get; } = TimeSpan.FromMinutes(20).Ticks;

    [Fact]
    public async Task A_player_that_is_not_heard_of_for_too_long_is_ended_once_with_its_position_saved()
    {
        var film = await server.AddFilmAsync(TimeSpan.FromHours(1));
        var (device, _) = await PlayAsync("silent", film, isPaused: false);
        using (device)
        {
            await FallSilentAsync("silent");

            await EndedAsync("silent", film);
        }
    }

    /// <summary>Its player was not heard of for too long.</summary>
    protected abstract Task FallSilentAsync(string device);

    protected async Task<(HttpClient Device, string Token)> PlayAsync(string name, Item film, bool isPaused)
    {
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[^1], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, name);
        var device = server.Replicas[^1].CreateClient(token, name);
        await device.SendAsync("/Sessions/Playing", new { ItemId = film.Id });
        await device.SendAsync("/Sessions/Playing/Progress", new { ItemId = film.Id, PositionTicks = Position, IsPaused = isPaused });
        return (device, token);
    }

    protected async Task EndedAsync(string device, Item film)
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
}
