using System.Net;
using System.Text.Json;
using Jellyfin.Testing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>Clients that change replicas get what happened meanwhile, once.</summary>
public abstract class SocketReplayContract(ReplicaFixture server)
{
    private static readonly TimeSpan Length = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_socket_that_comes_back_on_the_other_replica_gets_what_it_missed_and_nothing_twice()
    {
        var (before, meanwhile, later) = (await FilmAsync(), await FilmAsync(), await FilmAsync());
        var (token, socket) = await ConnectAsync("replay", 0);
        await PlayAsync(before);
        Assert.Contains(Id(before), Items(await socket.ReceiveAsync("UserDataChanged")));
        await NotedAsync(socket);
        socket.Break();

        await PlayAsync(meanwhile);
        await PlayAsync(later);

        await using var again = await SocketClient.ConnectAsync(server.Replicas[^1], Path(token));
        var missed = await ReadAllAsync(again, later);
        Assert.Equal(1, missed.Count(id => id == Id(meanwhile)));
        Assert.Equal(1, missed.Count(id => id == Id(later)));
        Assert.DoesNotContain(Id(before), missed);

        var afterwards = await FilmAsync();
        await PlayAsync(afterwards);
        var rest = await ReadAllAsync(again, afterwards);
        Assert.Equal([Id(afterwards)], rest);
    }

    [Fact]
    public async Task Changes_that_come_together_are_one_message_on_every_socket_of_the_user()
    {
        var films = await Task.WhenAll(FilmAsync(), FilmAsync(), FilmAsync());
        var (_, first) = await ConnectAsync("batch-1", 0);
        var (_, second) = await ConnectAsync("batch-2", server.Replicas.Count - 1);
        await using (first)
        await using (second)
        {
            foreach (var film in films)
            {
                await PlayAsync(film);
            }

            foreach (var socket in new[] { first, second })
            {
                var seen = await ReadAllAsync(socket, films[2]);
                Assert.Equal(films.Select(Id).Order(), seen.Order());
            }
        }
    }

    [Fact]
    public async Task Library_changes_reach_every_socket_and_are_made_good_on_the_other_replica()
    {
        var (token, socket) = await ConnectAsync("library", 0);
        await using var other = (await ConnectAsync("library-other", server.Replicas.Count - 1)).Socket;
        var film = await FilmAsync();
        await ChangeAsync(film);
        Assert.Contains(Id(film), Updated(await socket.ReceiveAsync("LibraryChanged")));
        Assert.Contains(Id(film), Updated(await other.ReceiveAsync("LibraryChanged")));
        await NotedAsync(socket);
        socket.Break();

        var missed = await FilmAsync();
        await ChangeAsync(missed);
        Assert.Contains(Id(missed), Updated(await other.ReceiveAsync("LibraryChanged")));

        await using var again = await SocketClient.ConnectAsync(server.Replicas[^1], Path(token));
        var update = Updated(await again.ReceiveAsync("LibraryChanged"));
        Assert.Contains(Id(missed), update);
        Assert.DoesNotContain(Id(film), update);
    }

    [Fact]
    public async Task What_a_user_may_not_see_is_not_told()
    {
        var name = $"child {Guid.NewGuid():N}";
        var child = await server.Client.AskAsync(HttpMethod.Post, "/Users/New", new { Name = name, Password = "child password" });
        var policy = JsonSerializer.Deserialize<Dictionary<string, object>>(child.GetProperty("Policy"))!;
        policy["BlockUnratedItems"] = new[] { "Movie" };
        await server.Client.SendAsync($"/Users/{child.GetProperty("Id")}/Policy", policy);
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[^1], name, "child password", "nursery");
        await using var socket = await SocketClient.ConnectAsync(server.Replicas[^1], Path(token));
        await socket.ReceiveAsync("ForceKeepAlive");
        await using var watcher = (await ConnectAsync("watcher", server.Replicas.Count - 1)).Socket;

        await ChangeAsync(await FilmAsync());
        await watcher.ReceiveAsync("LibraryChanged");
        await socket.SendAsync("KeepAlive");

        Assert.Empty(await socket.ReceiveUntilAsync("LibraryChanged", end: "KeepAlive"));
    }

    [Fact]
    public async Task A_socket_that_does_not_read_is_closed_and_slows_nobody()
    {
        var (_, slow) = await ConnectAsync("slow", 0);
        await using var quick = (await ConnectAsync("quick", 0)).Socket;
        var id = await SessionIdAsync("slow");
        var text = new string('x', 50_000);

        var answer = HttpStatusCode.NoContent;
        for (var number = 0; number < 2000 && answer == HttpStatusCode.NoContent; number++)
        {
            answer = await server.Client.StatusAsync(HttpMethod.Post, $"/Sessions/{id}/Message", new { Text = text });
        }

        var film = await FilmAsync();
        await PlayAsync(film);
        Assert.Contains(Id(film), Items(await quick.ReceiveAsync("UserDataChanged")));
        Assert.Equal(HttpStatusCode.NotFound, answer);
        slow.Break();
    }

    private async Task<string> SessionIdAsync(string device)
        => (await server.Client.ReadAsync("/Sessions?deviceId=" + device))[0].GetProperty("Id").GetString()!;

    private async Task<(string Token, SocketClient Socket)> ConnectAsync(string device, int replica)
    {
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[replica], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, device);
        var socket = await SocketClient.ConnectAsync(server.Replicas[replica], Path(token));
        await socket.SendAsync("KeepAlive");
        await socket.ReceiveAsync("KeepAlive");
        return (token, socket);
    }

    /// <summary>How far the client has been told is written down right after a message; the answer to a later one comes behind it.</summary>
    private static async Task NotedAsync(SocketClient socket)
    {
        for (var times = 0; times < 20; times++)
        {
            await socket.SendAsync("KeepAlive");
            await socket.ReceiveAsync("KeepAlive");
        }
    }

    private Task<Item> FilmAsync() => server.AddFilmAsync(Length);

    private Task<JsonElement> PlayAsync(Item film) => server.Client.AskAsync(HttpMethod.Post, $"/UserPlayedItems/{film.Id}");

    private async Task ChangeAsync(Item film)
    {
        var item = JsonSerializer.Deserialize<Dictionary<string, object>>(await server.Client.ReadAsync($"/Items/{film.Id}"))!;
        item["Overview"] = "Changed";
        await server.Client.SendAsync($"/Items/{film.Id}", item);
    }

    private static async Task<List<string>> ReadAllAsync(SocketClient socket, Item last)
    {
        var seen = new List<string>();
        while (!seen.Contains(Id(last)))
        {
            seen.AddRange(Items(await socket.ReceiveAsync("UserDataChanged")));
        }

        return seen;
    }

    private static List<string> Items(JsonElement message)
        => [.. message.GetProperty("Data").GetProperty("UserDataList").EnumerateArray().Select(entry => entry.GetProperty("ItemId").GetString()!)];

    private static List<string> Updated(JsonElement message)
        => [.. message.GetProperty("Data").GetProperty("ItemsUpdated").EnumerateArray().Select(entry => entry.GetString()!)];

    private static string Id(Item film) => film.Id.ToString("N");

    private static string Path(string token) => "/socket?ApiKey=" + token;
}
