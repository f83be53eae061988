using System.Net;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Sessions;

/// <summary>The second party is on the last replica.</summary>
public abstract class PlaystateContract(ReplicaFixture server)
{
    private const string FieldsOfASession =
        "PlayState AdditionalUsers Capabilities RemoteEndPoint PlayableMediaTypes Id UserId UserName Client LastActivityDate LastPlaybackCheckIn "
        + "DeviceName DeviceId ApplicationVersion IsActive SupportsMediaControl SupportsRemoteControl NowPlayingQueue HasCustomDeviceName ServerId SupportedCommands";

    [Fact]
    public async Task A_session_is_seen_on_every_replica_with_the_fields_that_clients_need()
    {
        using var player = await PlayerAsync("seen");
        using var other = server.Replicas[^1].CreateClient(server.Token);

        var session = await SessionAsync(other, "seen");

        Assert.Equal(FieldsOfASession, session.Names());
        Assert.Equal("CanSeek IsPaused IsMuted RepeatMode PlaybackOrder", session.GetProperty("PlayState").Names());
        Assert.Equal("0001-01-01T00:00:00.0000000Z", session.GetProperty("LastPlaybackCheckIn").GetString());
        Assert.Equal("admin", session.GetProperty("UserName").GetString());
        Assert.Equal("127.0.0.1", session.GetProperty("RemoteEndPoint").GetString());
        Assert.True(session.GetProperty("Capabilities").GetProperty("SupportsPersistentIdentifier").GetBoolean());
        Assert.Equal("Tests", session.GetProperty("Client").GetString());
    }

    [Fact]
    public async Task Capabilities_may_be_arrays_or_text_and_outlive_the_log_in()
    {
        using var player = await PlayerAsync("able");
        await player.SendAsync(
            "/Sessions/Capabilities/Full",
            new { PlayableMediaTypes = "Audio,Video", SupportedCommands = new[] { "SetVolume", "InventedLater", "Mute" }, SupportsMediaControl = "true" });

        var session = await SessionAsync(server.Client, "able");
        Assert.Equal("""["Audio","Video"]""", session.GetProperty("PlayableMediaTypes").ToString());
        Assert.Equal("""["SetVolume","Mute"]""", session.GetProperty("SupportedCommands").ToString());
        await player.SendAsync("/Sessions/Logout");

        using var again = await PlayerAsync("able");

        Assert.Equal("""["Audio","Video"]""", (await SessionAsync(server.Client, "able")).GetProperty("PlayableMediaTypes").ToString());
    }

    [Fact]
    public async Task Capabilities_also_come_as_query_parameters()
    {
        using var player = await PlayerAsync("android");

        await player.SendAsync("/Sessions/Capabilities?playableMediaTypes=Video&playableMediaTypes=Audio&supportedCommands=DisplayMessage&supportsMediaControl=true");

        var capabilities = (await SessionAsync(server.Client, "android")).GetProperty("Capabilities");
        Assert.Equal("""["Video","Audio"]""", capabilities.GetProperty("PlayableMediaTypes").ToString());
        Assert.True(capabilities.GetProperty("SupportsMediaControl").GetBoolean());
    }

    [Fact]
    public async Task A_player_that_changes_replicas_resumes_where_it_stopped()
    {
        var film = await server.AddFilmAsync(TimeSpan.FromMinutes(15));
        using var player = await PlayerAsync("wanderer");
        using var elsewhere = server.Replicas[^1].CreateClient(TokenOf(player), "wanderer");

        await player.SendAsync("/Sessions/Playing", Report(film.Id, 0));
        await elsewhere.SendAsync("/Sessions/Playing/Progress", Report(film.Id, 3_000_000_000));

        var playing = await SessionAsync(server.Client, "wanderer");
        Assert.Equal(film.Id.ToString("N"), playing.GetProperty("NowPlayingItem").GetProperty("Id").GetString());
        Assert.Equal(
            """{"PositionTicks":3000000000,"CanSeek":true,"IsPaused":false,"IsMuted":false,"VolumeLevel":55,"SubtitleStreamIndex":-1,"PlayMethod":"DirectPlay","RepeatMode":"RepeatNone","PlaybackOrder":"Default"}""",
            playing.GetProperty("PlayState").ToString());
        Assert.Equal(3_000_000_000, (await UserDataAsync(film.Id)).GetProperty("PlaybackPositionTicks").GetInt64());

        await player.SendAsync("/Sessions/Playing/Stopped", Report(film.Id, 4_000_000_000));

        Assert.False((await SessionAsync(elsewhere, "wanderer")).TryGetProperty("NowPlayingItem", out _));
        var data = await UserDataAsync(film.Id);
        Assert.Equal(4_000_000_000, data.GetProperty("PlaybackPositionTicks").GetInt64());
        Assert.Equal(1, data.GetProperty("PlayCount").GetInt32());
        Assert.False(data.GetProperty("Played").GetBoolean());
    }

    [Fact]
    public async Task A_film_that_is_watched_to_its_end_is_played()
    {
        var film = await server.AddFilmAsync(TimeSpan.FromMinutes(15));
        using var player = await PlayerAsync("patient");

        await player.SendAsync("/Sessions/Playing", Report(film.Id, 0));
        await player.SendAsync("/Sessions/Playing/Stopped", Report(film.Id, TimeSpan.FromMinutes(14).Ticks));

        var data = await UserDataAsync(film.Id);
        Assert.True(data.GetProperty("Played").GetBoolean());
        Assert.Equal(0, data.GetProperty("PlaybackPositionTicks").GetInt64());
    }

    [Fact]
    public async Task A_report_that_was_overtaken_by_the_stop_changes_nothing()
    {
        var film = await server.AddFilmAsync(TimeSpan.FromMinutes(15));
        using var player = await PlayerAsync("late");

        await player.SendAsync("/Sessions/Playing", Report(film.Id, 0));
        await player.SendAsync("/Sessions/Playing/Stopped", Report(film.Id, 4_000_000_000));
        await player.SendAsync("/Sessions/Playing/Progress", Report(film.Id, 3_000_000_000));

        Assert.False((await SessionAsync(server.Client, "late")).TryGetProperty("NowPlayingItem", out _));
        Assert.Equal(4_000_000_000, (await UserDataAsync(film.Id)).GetProperty("PlaybackPositionTicks").GetInt64());
    }

    [Fact]
    public async Task Old_clients_report_with_query_parameters()
    {
        var film = await server.AddFilmAsync(TimeSpan.FromMinutes(15));
        using var player = await PlayerAsync("streamyfin");

        await player.SendAsync($"/PlayingItems/{film.Id}?mediaSourceId={film.Id:N}&canSeek=true&playSessionId=x");
        await player.SendAsync($"/Users/{server.UserId}/PlayingItems/{film.Id}/Progress?positionTicks=3000000000&isPaused=true");
        Assert.True((await SessionAsync(server.Client, "streamyfin")).GetProperty("PlayState").GetProperty("IsPaused").GetBoolean());
        Assert.Equal(HttpStatusCode.NoContent, await player.StatusAsync(HttpMethod.Delete, $"/PlayingItems/{film.Id}?positionTicks=4000000000"));

        Assert.Equal(4_000_000_000, (await UserDataAsync(film.Id)).GetProperty("PlaybackPositionTicks").GetInt64());
    }

    [Fact]
    public async Task Who_watches_along_gets_the_position_too()
    {
        var film = await server.AddFilmAsync(TimeSpan.FromMinutes(15));
        using var player = await PlayerAsync("sofa");
        var carl = (await server.Client.AskAsync(HttpMethod.Post, "/Users/New", new { Name = "Carl", Password = "carls" })).GetProperty("Id").GetString();
        var session = (await SessionAsync(server.Client, "sofa")).GetProperty("Id").GetString();

        await player.SendAsync($"/Sessions/{session}/User/{carl}");
        await player.SendAsync("/Sessions/Playing", Report(film.Id, 0));
        await player.SendAsync("/Sessions/Playing/Stopped", Report(film.Id, 4_000_000_000));

        Assert.Equal("Carl", (await SessionAsync(server.Client, "sofa")).GetProperty("AdditionalUsers")[0].GetProperty("UserName").GetString());
        var data = await server.Client.ReadAsync($"/UserItems/{film.Id}/UserData?userId={carl}");
        Assert.Equal(4_000_000_000, data.GetProperty("PlaybackPositionTicks").GetInt64());
    }

    [Fact]
    public async Task A_ping_needs_nothing_to_play()
    {
        using var player = await PlayerAsync("ping");

        await player.SendAsync("/Sessions/Playing/Ping?playSessionId=unknown");
    }

    /// <summary>As jellyfin-web sends it: an index as text, ids that are none, fields that nobody knows.</summary>
    private static object Report(Guid item, long position) => new
    {
        ItemId = item.ToString("N"),
        PlaySessionId = "",
        PlaylistItemId = "playlistItem0",
        PositionTicks = position,
        PlaybackStartTimeTicks = 17_000_000_000_000_000,
        SubtitleStreamIndex = "-1",
        SecondarySubtitleStreamIndex = -1,
        VolumeLevel = 55,
        CanSeek = true,
        PlayMethod = "DirectPlay",
        RepeatMode = "RepeatNone",
        BufferedRanges = new[] { new { start = 0, end = 1 } },
        NowPlayingQueue = new[] { new { Id = item.ToString("N"), PlaylistItemId = "playlistItem0" } },
        EventName = "timeupdate",
    };

    private async Task<HttpClient> PlayerAsync(string device)
    {
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[0], ReplicaFixture.AdminName, ReplicaFixture.AdminPassword, device);
        var client = server.Replicas[0].CreateClient(token, device);
        await client.ReadAsync("/Sessions");
        return client;
    }

    private static string TokenOf(HttpClient client) => client.DefaultRequestHeaders.Authorization!.Parameter!.Split("Token=\"")[1].TrimEnd('"');

    private static async Task<JsonElement> SessionAsync(HttpClient client, string device)
        => Assert.Single((await client.ReadAsync($"/Sessions?deviceId={device}")).EnumerateArray());

    private Task<JsonElement> UserDataAsync(Guid item) => server.Client.ReadAsync($"/UserItems/{item}/UserData");
}
