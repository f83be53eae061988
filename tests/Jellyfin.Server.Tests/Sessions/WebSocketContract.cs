using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>The second party is on the last replica.</summary>
public abstract class WebSocketContract(ReplicaFixture server)
{
    [Theory]
    [InlineData("/socket?ApiKey=")]
    [InlineData("/embywebsocket?deviceId=x&apikey=")]
    [InlineData("/any/path/at/all?ApiKey=")]
    public async Task A_client_is_asked_for_signs_of_life_and_gets_them_back(string path)
    {
        await using var socket = await SocketClient.ConnectAsync(server.Replicas[0], path + server.Token);

        var asked = await socket.ReceiveAsync("ForceKeepAlive");
        await socket.SendAsync("KeepAlive");
        var answered = await socket.ReceiveAsync("KeepAlive");

        Assert.Equal(60, asked.GetProperty("Data").GetInt32());
        Assert.Equal(32, asked.GetProperty("MessageId").GetString()!.Length);
        Assert.False(answered.TryGetProperty("Data", out _));
    }

    [Theory]
    [InlineData("/socket")]
    [InlineData("/socket?ApiKey=nonsense")]
    public async Task Without_a_valid_token_the_upgrade_is_refused(string path)
    {
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(server.Replicas[0], path));

        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_state_that_changes_on_one_replica_reaches_a_socket_on_the_other()
    {
        var (series, episodes) = await server.AddSeriesAsync(2);
        await using var socket = await SocketClient.ConnectAsync(server.Replicas[^1], "/socket?ApiKey=" + server.Token);
        await socket.ReceiveAsync("ForceKeepAlive");

        await server.Client.AskAsync(HttpMethod.Post, $"/UserPlayedItems/{episodes[0].Id}");

        Dictionary<string, JsonElement> list;
        do
        {
            // What a test before this one marked may be told only now.
            var data = (await socket.ReceiveAsync("UserDataChanged")).GetProperty("Data");
            Assert.Equal(server.UserId.ToString("N"), data.GetProperty("UserId").GetString());
            list = data.GetProperty("UserDataList").EnumerateArray().ToDictionary(entry => entry.GetProperty("ItemId").GetString()!);
        }
        while (!list.ContainsKey(episodes[0].Id.ToString("N")));
        Assert.True(list[episodes[0].Id.ToString("N")].GetProperty("Played").GetBoolean());
        Assert.Equal(1, list[series.Id.ToString("N")].GetProperty("UnplayedItemCount").GetInt32());
    }

    [Fact]
    public async Task A_session_with_a_socket_on_one_replica_is_controlled_from_the_other()
    {
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[^1], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, "television");
        await using var socket = await SocketClient.ConnectAsync(server.Replicas[^1], "/socket?ApiKey=" + token);
        await socket.ReceiveAsync("ForceKeepAlive");
        using var television = server.Replicas[^1].CreateClient(token, "television");
        await television.SendAsync("/Sessions/Capabilities/Full", new { SupportsMediaControl = true });

        // Where Redis is too slow for a moment the other replica hears of it a little later.
        var path = $"/Sessions?controllableByUserId={server.UserId}&deviceId=television";
        await Eventually.IsTrueAsync(async () => (await server.Client.ReadAsync(path)).GetArrayLength() == 1, "the session can be controlled", seconds: 30);
        var session = Assert.Single((await server.Client.ReadAsync(path)).EnumerateArray());
        Assert.True(session.GetProperty("SupportsRemoteControl").GetBoolean());
        Assert.True(session.GetProperty("SupportsMediaControl").GetBoolean());
        var id = session.GetProperty("Id").GetString();

        await server.Client.SendAsync($"/Sessions/{id}/Playing?playCommand=PlayNow&itemIds={Guid.Empty:N},{server.UserId}&startPositionTicks=5");
        var play = (await socket.ReceiveAsync("Play")).GetProperty("Data");
        Assert.Equal($"""["{Guid.Empty:N}","{server.UserId:N}"]""", play.GetProperty("ItemIds").ToString());
        Assert.Equal("PlayNow", play.GetProperty("PlayCommand").GetString());

        await server.Client.SendAsync($"/Sessions/{id}/Playing/seek?seekPositionTicks=7");
        var seek = (await socket.ReceiveAsync("Playstate")).GetProperty("Data");
        Assert.Equal(("Seek", 7), (seek.GetProperty("Command").GetString(), seek.GetProperty("SeekPositionTicks").GetInt64()));

        await server.Client.SendAsync($"/Sessions/{id}/Message", new { Text = "Dinner!", TimeoutMs = 5000 });
        var message = (await socket.ReceiveAsync("GeneralCommand")).GetProperty("Data");
        Assert.Equal("DisplayMessage", message.GetProperty("Name").GetString());
        Assert.Equal("5000", message.GetProperty("Arguments").GetProperty("TimeoutMs").GetString());

        await server.Client.SendAsync($"/Sessions/{id}/Command", new { Name = "SetVolume", Arguments = new Dictionary<string, int> { ["Volume"] = 20 } });
        Assert.Equal("20", (await socket.ReceiveAsync("GeneralCommand")).GetProperty("Data").GetProperty("Arguments").GetProperty("Volume").GetString());

        await server.Client.SendAsync($"/Sessions/{id}/System/GoHome");
        Assert.Equal("GoHome", (await socket.ReceiveAsync("GeneralCommand")).GetProperty("Data").GetProperty("Name").GetString());

        await server.Client.SendAsync($"/Sessions/{id}/Viewing?itemType=Movie&itemId={Guid.Empty:N}&itemName=A%20film");
        var shown = (await socket.ReceiveAsync("GeneralCommand")).GetProperty("Data");
        Assert.Equal("DisplayContent", shown.GetProperty("Name").GetString());
        Assert.Equal($$"""{"ItemId":"{{Guid.Empty:N}}","ItemName":"A film","ItemType":"Movie"}""", shown.GetProperty("Arguments").ToString());
    }

    [Fact]
    public async Task A_user_is_told_of_changes_that_are_made_to_him_on_the_other_replica()
    {
        var name = $"changed {Guid.NewGuid():N}";
        var user = await server.Client.AskAsync(HttpMethod.Post, "/Users/New", new { Name = name, Password = "a password" });
        var id = user.GetProperty("Id").GetString();
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[^1], name, "a password", "changed");
        await using var socket = await SocketClient.ConnectAsync(server.Replicas[^1], "/socket?ApiKey=" + token);
        await socket.ReceiveAsync("ForceKeepAlive");

        var policy = JsonSerializer.Deserialize<Dictionary<string, object>>(user.GetProperty("Policy"))!;
        policy["EnableContentDownloading"] = false;
        await server.Client.SendAsync($"/Users/{id}/Policy", policy);
        var told = (await socket.ReceiveAsync("UserUpdated")).GetProperty("Data");
        Assert.Equal((id, name), (told.GetProperty("Id").GetString(), told.GetProperty("Name").GetString()));
        Assert.False(told.GetProperty("Policy").GetProperty("EnableContentDownloading").GetBoolean());

        Assert.Equal(HttpStatusCode.NoContent, await server.Client.StatusAsync(HttpMethod.Delete, $"/Users/{id}"));
        Assert.Equal(id, (await socket.ReceiveAsync("UserDeleted")).GetProperty("Data").GetString());
        await socket.WaitForEndAsync();
    }

    [Fact]
    public async Task Administrators_see_on_each_library_how_far_a_scan_is_that_was_begun_on_the_other_replica()
    {
        var name = $"scanned {Guid.NewGuid():N}";
        var media = Directory.CreateTempSubdirectory("jellyfin-scanned-").FullName;
        await server.Client.SendAsync($"/Library/VirtualFolders?name={name}&collectionType=movies&paths={media}&refreshLibrary=false");
        var library = (await server.Client.ReadAsync("/Library/VirtualFolders")).EnumerateArray().Single(folder => folder.GetProperty("Name").GetString() == name);
        await using var socket = await SocketClient.ConnectAsync(server.Replicas[^1], "/socket?ApiKey=" + server.Token);
        await socket.ReceiveAsync("ForceKeepAlive");

        await server.Client.SendAsync("/Library/Refresh");

        var (item, progress) = ("", "");
        while (item != library.GetProperty("ItemId").GetString() || progress != "100")
        {
            var data = (await socket.ReceiveAsync("RefreshProgress")).GetProperty("Data");
            (item, progress) = (data.GetProperty("ItemId").GetString()!, data.GetProperty("Progress").GetString()!);
        }

        Assert.Equal(HttpStatusCode.NoContent, await server.Client.StatusAsync(HttpMethod.Delete, $"/Library/VirtualFolders?name={name}&refreshLibrary=false"));
        Directory.Delete(media);
    }

    [Fact]
    public async Task An_unknown_session_is_404()
        => Assert.Equal(HttpStatusCode.NotFound, await server.Client.StatusAsync(HttpMethod.Post, "/Sessions/nobody/Command/GoHome"));

    [Fact]
    public async Task A_log_out_closes_the_socket_on_the_other_replica()
    {
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[0], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, "leaving");
        await using var socket = await SocketClient.ConnectAsync(server.Replicas[^1], "/socket?ApiKey=" + token);
        await socket.ReceiveAsync("ForceKeepAlive");
        using var client = server.Replicas[0].CreateClient(token, "leaving");

        await client.SendAsync("/Sessions/Logout");

        await socket.WaitForEndAsync();
        Assert.Empty((await server.Client.ReadAsync("/Sessions?deviceId=leaving")).EnumerateArray());
    }

    [Fact]
    public async Task Sessions_are_sent_at_once_and_again_when_they_change()
    {
        await using var socket = await SocketClient.ConnectAsync(server.Replicas[0], "/socket?ApiKey=" + server.Token);
        await socket.SendAsync("SessionsStart", "0,1000");

        var first = (await socket.ReceiveAsync("Sessions")).GetProperty("Data");
        Assert.NotEmpty(first.EnumerateArray());
        await ReplicaFixture.LogInAsync(server.Replicas[^1], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, "newcomer");
        using var newcomer = server.Replicas[^1].CreateClient(server.Token, "newcomer");
        await newcomer.ReadAsync("/Sessions");

        var seen = false;
        for (var message = 0; message < 5 && !seen; message++)
        {
            var sessions = (await socket.ReceiveAsync("Sessions")).GetProperty("Data").EnumerateArray();
            seen = sessions.Any(session => session.GetProperty("DeviceId").GetString() == "newcomer");
        }

        Assert.True(seen);
    }

    [Fact]
    public async Task Tasks_are_sent_at_once_and_again_when_one_runs_on_another_replica()
    {
        await using var socket = await SocketClient.ConnectAsync(server.Replicas[^1], "/socket?ApiKey=" + server.Token);
        await socket.SendAsync("ScheduledTasksInfoStart", "0,1000");
        var before = Find(await socket.ReceiveAsync("ScheduledTasksInfo"));

        await server.Client.SendAsync($"/ScheduledTasks/Running/{before.GetProperty("Id").GetString()}");

        var seen = before;
        while (EndOf(seen) is not { } end || end == EndOf(before))
        {
            seen = Find(await socket.ReceiveAsync("ScheduledTasksInfo"));
        }

        Assert.Equal("Completed", seen.GetProperty("LastExecutionResult").GetProperty("Status").GetString());
        await socket.SendAsync("ScheduledTasksInfoStop");

        static JsonElement Find(JsonElement message)
            => message.GetProperty("Data").EnumerateArray().Single(task => task.GetProperty("Key").GetString() == "CleanActivityLog");

        static string? EndOf(JsonElement task)
            => task.TryGetProperty("LastExecutionResult", out var result) ? result.GetProperty("EndTimeUtc").GetString() : null;
    }

    [Fact]
    public async Task What_is_written_to_the_activity_log_on_another_replica_is_sent_and_nothing_older()
    {
        var (before, after) = ($"before {Guid.NewGuid():N}", $"after {Guid.NewGuid():N}");
        await server.Client.AskAsync(HttpMethod.Post, "/Users/New", new { Name = before, Password = "a password" });
        await using var socket = await SocketClient.ConnectAsync(server.Replicas[^1], "/socket?ApiKey=" + server.Token);
        await socket.SendAsync("ActivityLogEntryStart", "0,1000");
        await socket.SendAsync("KeepAlive");
        await socket.ReceiveAsync("KeepAlive");

        await server.Client.AskAsync(HttpMethod.Post, "/Users/New", new { Name = after, Password = "a password" });

        var lines = new List<string>();
        while (!lines.Exists(line => line.Contains(after, StringComparison.Ordinal)))
        {
            var entries = (await socket.ReceiveAsync("ActivityLogEntry")).GetProperty("Data");
            lines = [.. entries.EnumerateArray().Select(entry => entry.GetProperty("Name").GetString()!)];
        }

        Assert.DoesNotContain(lines, line => line.Contains(before, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Feeds_are_for_administrators_only()
    {
        var name = $"curious {Guid.NewGuid():N}";
        await server.Client.AskAsync(HttpMethod.Post, "/Users/New", new { Name = name, Password = "a password" });
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[^1], name, "a password", "curious");
        await using var socket = await SocketClient.ConnectAsync(server.Replicas[^1], "/socket?ApiKey=" + token);
        await using var administrator = await SocketClient.ConnectAsync(server.Replicas[^1], "/socket?ApiKey=" + server.Token);

        foreach (var feed in new[] { "Sessions", "ScheduledTasksInfo" })
        {
            await socket.SendAsync(feed + "Start", "0,1000");
            await administrator.SendAsync(feed + "Start", "0,1000");
            await administrator.ReceiveAsync(feed);
            await socket.SendAsync("KeepAlive");

            Assert.Empty(await socket.ReceiveUntilAsync(feed, end: "KeepAlive"));
        }
    }
}
