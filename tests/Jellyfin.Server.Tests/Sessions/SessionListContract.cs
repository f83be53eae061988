using System.Net;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>The second party is on the last replica.</summary>
public abstract class SessionListContract(ReplicaFixture server)
{
    private HttpClient Elsewhere => field ??= server.Replicas[^1].CreateClient(server.Token);

    [Fact]
    public async Task Every_replica_lists_the_same_sessions_the_latest_first()
    {
        using var first = await DeviceAsync("list-1", 0);
        await first.ReadAsync("/Users/Me");
        using var second = await DeviceAsync("list-2", 1);
        await second.ReadAsync("/Users/Me");

        // Where Redis is too slow for a moment the other replica hears of a session a little later.
        foreach (var client in new[] { server.Client, Elsewhere })
        {
            await Eventually.IsTrueAsync(async () => (await ListAsync(client)).Count(IsOwn) == 2, "both sessions are known", seconds: 30);
        }

        var here = await ListAsync(server.Client);
        var there = await ListAsync(Elsewhere);

        Assert.Equal(here.Where(IsOwn).Select(Describe).Order(), there.Where(IsOwn).Select(Describe).Order());
        foreach (var list in new[] { here, there })
        {
            var dates = list.Select(session => session.GetProperty("LastActivityDate").GetDateTimeOffset()).ToList();
            Assert.Equal(dates.OrderDescending(), dates);
            var ids = list.Select(session => session.GetProperty("DeviceId").GetString()).ToList();
            Assert.True(ids.IndexOf("list-2") < ids.IndexOf("list-1"));
        }
    }

    [Fact]
    public async Task Filters_choose_by_device_by_activity_and_by_who_may_control()
    {
        using var device = await DeviceAsync("filtered", 0);
        await device.ReadAsync("/Users/Me");

        // Where Redis is too slow for a moment the other replica hears of it a little later.
        await Eventually.IsTrueAsync(() => IsOneAsync("/Sessions?deviceId=filtered&activeWithinSeconds=600"), "the session is known", seconds: 30);
        Assert.Empty((await Elsewhere.ReadAsync("/Sessions?deviceId=nobody")).EnumerateArray());
        Assert.Empty((await Elsewhere.ReadAsync($"/Sessions?deviceId=filtered&controllableByUserId={server.UserId}")).EnumerateArray());
        await using var socket = await SocketClient.ConnectAsync(server.Replicas[0], "/socket?ApiKey=" + TokenOf(device));
        await socket.ReceiveAsync("ForceKeepAlive");
        await Eventually.IsTrueAsync(
            () => IsOneAsync($"/Sessions?deviceId=filtered&controllableByUserId={server.UserId}"), "the session can be controlled", seconds: 30);
    }

    [Fact]
    public async Task A_command_for_a_session_whose_socket_is_gone_is_404()
    {
        using var device = await DeviceAsync("gone", 0);
        await device.ReadAsync("/Users/Me");
        var id = (await Elsewhere.ReadAsync("/Sessions?deviceId=gone"))[0].GetProperty("Id").GetString();
        var path = $"/Sessions/{id}/Command/GoHome";
        Assert.Equal(HttpStatusCode.NotFound, await Elsewhere.StatusAsync(HttpMethod.Post, path));

        var socket = await SocketClient.ConnectAsync(server.Replicas[0], "/socket?ApiKey=" + TokenOf(device));
        await socket.ReceiveAsync("ForceKeepAlive");
        Assert.Equal(HttpStatusCode.NoContent, await Elsewhere.StatusAsync(HttpMethod.Post, path));
        await socket.ReceiveAsync("GeneralCommand");
        socket.Break();

        await Eventually.IsTrueAsync(
            async () => await Elsewhere.StatusAsync(HttpMethod.Post, path) == HttpStatusCode.NotFound, "the target is gone", seconds: 30);
    }

    [Fact]
    public async Task The_sessions_of_a_removed_device_go_at_once_with_their_play_state_saved()
    {
        var film = await server.AddFilmAsync(TimeSpan.FromHours(1));
        using var device = await DeviceAsync("stolen", 1);
        var position = TimeSpan.FromMinutes(20).Ticks;
        await device.SendAsync("/Sessions/Playing", new { ItemId = film.Id });
        await device.SendAsync("/Sessions/Playing/Progress", new { ItemId = film.Id, PositionTicks = position });
        Assert.Single((await server.Client.ReadAsync("/Sessions?deviceId=stolen")).EnumerateArray());

        Assert.Equal(HttpStatusCode.NoContent, await server.Client.StatusAsync(HttpMethod.Delete, "/Devices?id=stolen"));

        await Eventually.IsTrueAsync(
            async () => (await server.Client.ReadAsync("/Sessions?deviceId=stolen")).GetArrayLength()
                + (await Elsewhere.ReadAsync("/Sessions?deviceId=stolen")).GetArrayLength() == 0,
            "its session is gone");
        Assert.Equal(HttpStatusCode.Unauthorized, await device.StatusAsync(HttpMethod.Get, "/Users/Me"));
        var data = await server.Client.ReadAsync($"/UserItems/{film.Id}/UserData");
        Assert.Equal(position, data.GetProperty("PlaybackPositionTicks").GetInt64());
        var log = await server.Client.ReadAsync("/System/ActivityLog/Entries?limit=200");
        var stops = log.GetProperty("Items").EnumerateArray()
            .Count(entry => entry.GetProperty("Type").GetString() == "VideoPlaybackStopped" && entry.GetProperty("ItemId").GetString() == film.Id.ToString("N"));
        Assert.Equal(1, stops);
    }

    [Fact]
    public async Task A_new_log_in_on_a_device_keeps_its_session()
    {
        using var device = await DeviceAsync("again", 0);
        await device.ReadAsync("/Users/Me");

        using var later = await DeviceAsync("again", 1);
        await later.ReadAsync("/Users/Me");

        Assert.Single((await Elsewhere.ReadAsync("/Sessions?deviceId=again")).EnumerateArray());
    }

    [Fact]
    public async Task The_name_that_an_administrator_gives_a_device_shows_in_its_session_on_the_other_replica()
    {
        using var device = await DeviceAsync("nameless", 1);
        await device.ReadAsync("/Users/Me");

        await server.Client.SendAsync("/Devices/Options?id=nameless", new { CustomName = "Kitchen" });

        var session = (await Elsewhere.ReadAsync("/Sessions?deviceId=nameless"))[0];
        Assert.Equal("Kitchen", session.GetProperty("DeviceName").GetString());
        Assert.True(session.GetProperty("HasCustomDeviceName").GetBoolean());
    }

    private async Task<bool> IsOneAsync(string path) => (await Elsewhere.ReadAsync(path)).GetArrayLength() == 1;

    private async Task<HttpClient> DeviceAsync(string id, int replica)
    {
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[replica % server.Replicas.Count], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, id);
        return server.Replicas[replica % server.Replicas.Count].CreateClient(token, id);
    }

    private static string TokenOf(HttpClient client)
    {
        var parameter = client.DefaultRequestHeaders.Authorization!.Parameter!;
        return parameter[(parameter.IndexOf("Token=\"", StringComparison.Ordinal) + 7)..^1];
    }

    private static async Task<List<JsonElement>> ListAsync(HttpClient client)
        => [.. (await client.ReadAsync("/Sessions")).EnumerateArray()];

    private static bool IsOwn(JsonElement session) => session.GetProperty("DeviceId").GetString()!.StartsWith("list-", StringComparison.Ordinal);

    /// <summary>All but when it was heard of: asking is an activity, too.</summary>
    private static string Describe(JsonElement session)
        => string.Join(' ', session.EnumerateObject().Where(field => field.Name != "LastActivityDate").Select(field => $"{field.Name}={field.Value}"));
}
