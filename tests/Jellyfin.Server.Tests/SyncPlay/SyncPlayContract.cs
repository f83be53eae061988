using System.Net;
using System.Text.Json.Nodes;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.SyncPlay;

/// <summary>What members of a group see over HTTP and web sockets, the second one on the last replica.</summary>
public abstract class SyncPlayContract(ReplicaFixture server)
{
    private static readonly TimeSpan Length = TimeSpan.FromHours(2);

    private readonly string _suffix = Guid.NewGuid().ToString("N");

    private Replica Elsewhere => server.Replicas[^1];

    [Fact]
    public async Task A_group_is_made_listed_joined_and_left()
    {
        await using var anna = await ConnectAsync(server.Replicas[0], "anna");
        await using var bert = await ConnectAsync(Elsewhere, "bert");

        var group = await CreateAsync(anna);
        var id = group.Text("GroupId")!;
        Assert.Equal("GroupId GroupName State Participants LastUpdatedAt", group.Data.GetProperty("Data").Names());
        var listed = (await bert.Http.ReadAsync("/SyncPlay/List")).EnumerateArray().Single(entry => entry.GetProperty("GroupId").GetString() == id);
        Assert.Equal($"{_suffix} Idle", $"{listed.GetProperty("GroupName")} {listed.GetProperty("State")}");
        Assert.Equal(id, (await bert.Http.ReadAsync($"/SyncPlay/{id}")).GetProperty("GroupId").GetString());

        await bert.SendAsync("Join", new { GroupId = id });
        Assert.Equal(id, (await bert.UpdateAsync("GroupJoined")).Text("GroupId"));
        Assert.Equal(id, (await bert.CommandAsync("Stop")).Text("GroupId"));
        Assert.Equal(ReplicaFixture.AdminName, (await anna.UpdateAsync("UserJoined")).Text("Data"));

        await anna.SendAsync("Leave");
        Assert.Equal(Guid.Parse(id).ToString(), (await anna.UpdateAsync("GroupLeft")).Text("Data"));
        Assert.Equal(ReplicaFixture.AdminName, (await bert.UpdateAsync("UserLeft")).Text("Data"));

        await bert.SendAsync("Leave");
        await bert.UpdateAsync("GroupLeft");
        Assert.Equal(HttpStatusCode.NotFound, await anna.Http.StatusAsync(HttpMethod.Get, $"/SyncPlay/{id}"));
    }

    [Fact]
    public async Task A_film_starts_at_the_same_moment_for_both_and_is_paused_sought_and_stopped_for_both()
    {
        await using var anna = await ConnectAsync(server.Replicas[0], "anna");
        await using var bert = await ConnectAsync(Elsewhere, "bert");
        await GatherAsync(anna, bert);

        var entry = await PlayAsync(anna, bert);
        await anna.SendAsync("Pause");
        var paused = await BothAsync(anna, bert, "Pause");
        Assert.Equal("Paused", (await bert.UpdateAsync("StateUpdate")).Data.GetProperty("Data").GetProperty("State").GetString());

        await bert.SendAsync("Seek", new { PositionTicks = TimeSpan.FromMinutes(30).Ticks });
        var sought = await BothAsync(anna, bert, "Seek");
        Assert.Equal(TimeSpan.FromMinutes(30).Ticks, sought.PositionTicks);
        await anna.ReadyAsync(entry, sought.PositionTicks);
        await bert.ReadyAsync(entry, sought.PositionTicks);
        await BothAsync(anna, bert, "Pause");

        await bert.SendAsync("Unpause");
        var playing = await BothAsync(anna, bert, "Unpause");
        Assert.Equal(sought.PositionTicks, playing.PositionTicks);
        Assert.True(playing.When > playing.Data.GetProperty("EmittedAt").GetDateTimeOffset());

        await anna.SendAsync("Stop");
        await BothAsync(anna, bert, "Stop");
        Assert.True(paused.PositionTicks >= 0);
    }

    [Fact]
    public async Task Commands_reach_both_less_than_a_tenth_of_a_second_apart()
    {
        await using var anna = await ConnectAsync(server.Replicas[0], "anna");
        await using var bert = await ConnectAsync(Elsewhere, "bert");
        await GatherAsync(anna, bert);
        await PlayAsync(anna, bert);

        var spreads = new List<double>();
        for (var round = 0; round < 15; round++)
        {
            var command = round % 2 == 0 ? "Pause" : "Unpause";
            await (round % 3 == 0 ? anna : bert).SendAsync(command);
            var first = await anna.CommandAsync(command);
            var second = await bert.CommandAsync(command);
            spreads.Add(TimeProvider.System.GetElapsedTime(first.At, second.At).Duration().TotalMilliseconds);
        }

        // The median: other tests make the machine stand still now and then.
        spreads.Sort();
        var median = spreads[spreads.Count / 2];
        TestContext.Current.TestOutputHelper?.WriteLine($"Apart: median {median:F1} ms, longest {spreads[^1]:F1} ms");
        Assert.InRange(median, 0, 100);
    }

    [Fact]
    public async Task A_player_that_buffers_stops_the_other_until_it_is_ready()
    {
        await using var anna = await ConnectAsync(server.Replicas[0], "anna");
        await using var bert = await ConnectAsync(Elsewhere, "bert");
        await GatherAsync(anna, bert);
        var entry = await PlayAsync(anna, bert);

        await bert.BufferAsync(entry);
        var paused = await anna.CommandAsync("Pause");
        Assert.Equal("Waiting", await StateAsync(anna));
        await bert.ReadyAsync(entry, paused.PositionTicks);

        var playing = await BothAsync(anna, bert, "Unpause");
        Assert.Equal(paused.PositionTicks, playing.PositionTicks);
    }

    [Fact]
    public async Task Who_joins_in_the_middle_gets_the_queue_and_the_film_goes_on_with_him()
    {
        await using var anna = await ConnectAsync(server.Replicas[0], "anna");
        await using var bert = await ConnectAsync(Elsewhere, "bert");
        var id = (await CreateAsync(anna)).Text("GroupId");
        var entry = await PlayAsync(anna);

        await bert.SendAsync("Join", new { GroupId = id });
        var queue = await bert.UpdateAsync("PlayQueue");
        Assert.Equal(
            "Reason LastUpdate Playlist PlayingItemIndex StartPositionTicks IsPlaying ShuffleMode RepeatMode", queue.Data.GetProperty("Data").Names());
        Assert.Equal(entry, queue.Entries[0]);
        var paused = await anna.CommandAsync("Pause");
        await bert.ReadyAsync(entry, paused.PositionTicks);

        await BothAsync(anna, bert, "Unpause");
    }

    [Fact]
    public async Task Both_see_every_change_of_the_queue()
    {
        await using var anna = await ConnectAsync(server.Replicas[0], "anna");
        await using var bert = await ConnectAsync(Elsewhere, "bert");
        await GatherAsync(anna, bert);
        await PlayAsync(anna, bert);
        var more = new[] { (await server.AddFilmAsync(Length)).Id, (await server.AddFilmAsync(Length)).Id };

        await bert.SendAsync("Queue", new { ItemIds = more, Mode = "Queue" });
        var queue = await QueueAsync(anna, bert, "Queue");
        await bert.SendAsync("MovePlaylistItem", new { PlaylistItemId = queue.Entries[2], NewIndex = 1 });
        Assert.Equal([queue.Entries[0], queue.Entries[2], queue.Entries[1]], (await QueueAsync(anna, bert, "MoveItem")).Entries);
        await anna.SendAsync("SetRepeatMode", new { Mode = "RepeatAll" });
        await QueueAsync(anna, bert, "RepeatMode");
        await anna.SendAsync("SetShuffleMode", new { Mode = "Shuffle" });
        Assert.Equal(queue.Entries[0], (await QueueAsync(anna, bert, "ShuffleMode")).Entries[0]);
        await anna.SendAsync("NextItem", new { PlaylistItemId = queue.Entries[0] });
        await anna.SendAsync("NextItem", new { PlaylistItemId = queue.Entries[0] });
        var next = await QueueAsync(anna, bert, "NextItem");
        await anna.SendAsync("PreviousItem", new { PlaylistItemId = next.Entries[1] });
        await QueueAsync(anna, bert, "PreviousItem");
        await anna.SendAsync("SetPlaylistItem", new { PlaylistItemId = next.Entries[2] });
        Assert.Equal(2, (await QueueAsync(anna, bert, "SetCurrentItem")).Data.GetProperty("Data").GetProperty("PlayingItemIndex").GetInt32());
        await anna.SendAsync("RemoveFromPlaylist", new { PlaylistItemIds = next.Entries.Take(2), ClearPlaylist = false, ClearPlayingItem = false });
        Assert.Equal([next.Entries[2]], (await QueueAsync(anna, bert, "RemoveItems")).Entries);
        await anna.SendAsync("SetIgnoreWait", new { IgnoreWait = true });
        await anna.SendAsync("Ping", new { Ping = 12.5 });
    }

    [Fact]
    public async Task Only_members_may_ask_a_group_for_something()
    {
        await using var anna = await ConnectAsync(server.Replicas[0], "anna", await AddUserAsync("CreateAndJoinGroups"));
        Assert.Equal(HttpStatusCode.Forbidden, await anna.Http.StatusAsync(HttpMethod.Post, "/SyncPlay/Pause"));

        await anna.SendAsync("Join", new { GroupId = Guid.NewGuid() });
        await anna.UpdateAsync("GroupDoesNotExist");
        await anna.SendAsync("Ping", new { Ping = 3 });
        await anna.UpdateAsync("NotInGroup");
    }

    [Theory]
    [InlineData("None", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("JoinGroups", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("CreateAndJoinGroups", HttpStatusCode.OK, HttpStatusCode.OK)]
    public async Task The_policy_says_who_may_join_and_who_may_create(string access, HttpStatusCode list, HttpStatusCode create)
    {
        await using var user = await ConnectAsync(Elsewhere, "user", await AddUserAsync(access));

        Assert.Equal(list, await user.Http.StatusAsync(HttpMethod.Get, "/SyncPlay/List"));
        Assert.Equal(create, await user.Http.StatusAsync(HttpMethod.Post, "/SyncPlay/New", new { GroupName = _suffix }));
    }

    [Fact]
    public async Task Who_may_not_see_the_film_cannot_join()
    {
        await using var anna = await ConnectAsync(server.Replicas[0], "anna");
        await using var child = await ConnectAsync(Elsewhere, "child", await AddUserAsync("JoinGroups", seesUnratedFilms: false));
        var id = (await CreateAsync(anna)).Text("GroupId");
        await PlayAsync(anna);

        await child.SendAsync("Join", new { GroupId = id });

        Assert.Equal(id, (await child.UpdateAsync("LibraryAccessDenied")).Text("GroupId"));
        Assert.Equal(HttpStatusCode.NotFound, await child.Http.StatusAsync(HttpMethod.Get, $"/SyncPlay/{id}"));
        Assert.DoesNotContain((await child.Http.ReadAsync("/SyncPlay/List")).EnumerateArray(), group => group.GetProperty("GroupId").GetString() == id);
    }

    [Fact]
    public async Task A_session_that_logs_out_leaves()
    {
        await using var anna = await ConnectAsync(server.Replicas[0], "anna");
        await using var bert = await ConnectAsync(Elsewhere, "bert");
        await GatherAsync(anna, bert);

        await bert.Http.SendAsync("/Sessions/Logout");

        await anna.UpdateAsync("UserLeft");
    }

    private Task<Player> ConnectAsync(Replica replica, string name, string? user = null)
        => Player.ConnectAsync(replica, $"{name}-{_suffix}", user ?? ReplicaFixture.AdminName, user ?? ReplicaFixture.AdminPassword);

    private async Task<Received> CreateAsync(Player player)
    {
        var created = await player.Http.AskAsync(HttpMethod.Post, "/SyncPlay/New", new { GroupName = _suffix });
        var joined = await player.UpdateAsync("GroupJoined");
        Assert.Equal(created.GetProperty("GroupId").GetString(), joined.Text("GroupId"));
        return joined;
    }

    private async Task GatherAsync(Player creator, Player other)
    {
        await other.SendAsync("Join", new { GroupId = (await CreateAsync(creator)).Text("GroupId") });
        await other.UpdateAsync("GroupJoined");
    }

    /// <summary>Plays a film to the members; returns its entry in the queue.</summary>
    private async Task<string> PlayAsync(params Player[] members)
    {
        var film = await server.AddFilmAsync(Length);
        await members[0].SendAsync("SetNewQueue", new { PlayingQueue = new[] { film.Id }, PlayingItemPosition = 0, StartPositionTicks = 0 });
        var entry = "";
        foreach (var member in members)
        {
            entry = (await member.UpdateAsync("PlayQueue")).Entries[0];
            await member.ReadyAsync(entry);
        }

        var starts = await Task.WhenAll(members.Select(member => member.CommandAsync("Unpause")));
        Assert.Single(starts.Select(start => (start.When, start.PositionTicks, start.Text("EmittedAt"))).Distinct());
        return entry;
    }

    private static async Task<Received> BothAsync(Player one, Player other, string command)
    {
        var first = await one.CommandAsync(command);
        var second = await other.CommandAsync(command);
        Assert.Equal(first.Data.ToString(), second.Data.ToString());
        Assert.Equal("GroupId PlaylistItemId When PositionTicks Command EmittedAt", first.Data.Names());
        return first;
    }

    private static async Task<Received> QueueAsync(Player one, Player other, string reason)
    {
        var first = await one.UpdateAsync("PlayQueue");
        var second = await other.UpdateAsync("PlayQueue");
        Assert.Equal(reason, first.Data.GetProperty("Data").GetProperty("Reason").GetString());
        Assert.Equal(first.Data.ToString(), second.Data.ToString());
        return first;
    }

    private static async Task<string?> StateAsync(Player player)
    {
        var groups = (await player.Http.ReadAsync("/SyncPlay/List")).EnumerateArray();
        var id = (await player.UpdateAsync("StateUpdate")).Text("GroupId");
        return groups.Single(group => group.GetProperty("GroupId").GetString() == id).GetProperty("State").GetString();
    }

    /// <summary>Name and password are the same.</summary>
    private async Task<string> AddUserAsync(string access, bool seesUnratedFilms = true)
    {
        var name = "u" + Guid.NewGuid().ToString("N");
        var user = await server.Client.AskAsync(HttpMethod.Post, "/Users/New", new { Name = name, Password = name });
        var policy = JsonNode.Parse(user.GetProperty("Policy").GetRawText())!;
        policy["SyncPlayAccess"] = access;
        policy["BlockUnratedItems"] = new JsonArray(seesUnratedFilms ? [] : ["Movie"]);
        await server.Client.SendAsync($"/Users/{user.GetProperty("Id").GetString()}/Policy", policy);
        return name;
    }
}
