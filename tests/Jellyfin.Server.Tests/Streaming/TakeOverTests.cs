using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>One replica makes a stream; another one continues it when that one cannot.</summary>
[Collection<TakeOverServers>]
public sealed class TakeOverTests(StreamingFixture server)
{
    private Replica First => server.Replicas[0];

    private Replica Second => server.Replicas[1];

    [Fact]
    public async Task Ffmpeg_dies_with_a_server_that_is_killed_and_the_other_replica_goes_on()
    {
        var player = await server.PlayerAsync();
        await player.PlayAsync(First, 0);
        Assert.Single(StreamPlayer.Encoders(First));

        await SignalAsync(First.ProcessId, "KILL");
        await Eventually.IsTrueAsync(() => StreamPlayer.Encoders(First).Length == 0, "ffmpeg of the killed server has ended");
        await player.PlayAsync(Second, 1);

        await First.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(() => StreamPlayer.Jobs(First).Length == 0, "the next start removes what the killed server left");
        await StopAsync(player);
    }

    [Fact]
    public async Task A_paused_owner_loses_the_stream_and_notices_before_it_sends_anything()
    {
        var player = await server.PlayerAsync();
        await player.PlayAsync(First, 0);

        await SignalAsync(First.ProcessId, "STOP");
        try
        {
            await player.PlayAsync(Second, 1);
        }
        finally
        {
            await SignalAsync(First.ProcessId, "CONT");
        }

        await player.PlayAsync(First, 2);
        await Eventually.IsTrueAsync(() => StreamPlayer.Jobs(First).Length == 0 && StreamPlayer.Encoders(First).Length == 0, "the loser stops its ffmpeg");
        Assert.Single(StreamPlayer.Jobs(Second));
        await StopAsync(player);
    }

    [Fact]
    public async Task An_owner_that_is_slow_but_makes_the_stream_keeps_it()
    {
        var player = await server.PlayerAsync();
        await StreamingFixture.WithFfmpegAsync(
            First,
            """
            #!/bin/bash
            while [[ " $* " == *" -f hls "* && $SECONDS -lt 8 ]]; do :; done
            exec ffmpeg "$@"
            """,
            async () =>
            {
                var first = player.PlayAsync(First, 0);
                await Eventually.IsTrueAsync(() => StreamPlayer.Encoders(First).Length == 1, "the stream is made");

                await Task.WhenAll(first, player.PlayAsync(Second, 1));

                Assert.Empty(StreamPlayer.Jobs(Second));
                await StopAsync(player);
            });
    }

    [Fact]
    public async Task A_replica_that_stops_hands_its_streams_over()
    {
        var player = await server.PlayerAsync();
        await player.PlayAsync(First, 0);

        var stopping = First.StopAsync(TestContext.Current.CancellationToken);
        await player.PlayAsync(Second, 1);
        await stopping;
        await player.PlayAsync(Second, 2);

        Assert.Empty(StreamPlayer.Encoders(First));
        await First.StartAsync(TestContext.Current.CancellationToken);
        // A start that takes long must not end the stream.
        await player.PlayAsync(Second, 2);
        await player.PlayAsync(First, 3);
        Assert.Empty(StreamPlayer.Jobs(First));
        await StopAsync(player);
    }

    [Fact]
    public async Task A_player_may_jump_anywhere_whichever_replica_it_asks()
    {
        var player = await server.PlayerAsync();
        var start = await player.PlayAsync(First, 0);

        var turn = 0;
        foreach (var segment in new[] { 100, 101, 3, 4, 60, 2, 1, 150 })
        {
            Assert.Equal(start + (3 * segment), await player.PlayAsync(server.Replicas[++turn % 2], segment), 0.05);
        }

        Assert.Single(server.Replicas.SelectMany(StreamPlayer.Jobs));
        await StopAsync(player);
    }

    [Fact]
    public async Task Two_clients_of_one_play_session_both_get_what_they_ask_for()
    {
        var player = await server.PlayerAsync();

        var starts = await Task.WhenAll(player.PlayAsync(First, 10), player.PlayAsync(Second, 90));

        Assert.Equal(240, starts[1] - starts[0], 0.05);
        await StopAsync(player);
    }

    [Fact]
    public async Task Without_placement_by_load_streams_are_made_where_they_were_asked_for()
    {
        var (player, other) = (await server.PlayerAsync(), await server.PlayerAsync());

        await Task.WhenAll(player.PlayAsync(First, 0), other.PlayAsync(First, 0));

        Assert.Equal((2, 0), (StreamPlayer.Jobs(First).Length, StreamPlayer.Jobs(Second).Length));
        await other.StopAsync(First);
        await StopAsync(player);
    }

    [Fact]
    public async Task Another_user_with_the_same_play_session_has_a_stream_of_its_own()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var player = await server.PlayerAsync();
        using var created = await server.Client.PostAsJsonAsync("/Users/New", new { Name = "namesake", Password = "namesake" }, cancellationToken);
        created.EnsureSuccessStatusCode();
        var (token, _) = await ReplicaFixture.LogInAsync(Second, "namesake", "namesake", "namesake-device");
        var namesake = new StreamPlayer(server, server.LongFilm, token, player.PlaySession);
        await player.PlayAsync(First, 0);

        await namesake.PlayAsync(First, 0);
        Assert.Equal(2, server.Replicas.Sum(replica => StreamPlayer.Jobs(replica).Length));
        await namesake.StopAsync(Second);

        await Eventually.IsTrueAsync(() => server.Replicas.Sum(replica => StreamPlayer.Jobs(replica).Length) == 1, "only the namesake's stream ends");
        await player.PlayAsync(Second, 1);
        await StopAsync(player);
    }

    [Theory]
    [InlineData("../../../../tmp/escaped")]
    [InlineData("")]
    [InlineData("$(touch x);'\"%00{0}\n")]
    [InlineData("long")]
    public async Task A_strange_play_session_is_only_a_name(string playSession)
    {
        var name = playSession == "long" ? new string('x', 3000) : playSession;
        await server.PrepareAsync(TestContext.Current.CancellationToken);
        var player = new StreamPlayer(server, server.LongFilm, server.Token, name);

        await player.PlayAsync(First, 0);

        Assert.All(server.Replicas.SelectMany(StreamPlayer.Jobs), job => Assert.Matches("^[0-9a-f-]+$", Path.GetFileName(job)));
        Assert.False(Directory.Exists("/tmp/escaped"));
        await EndAllAsync();
    }

    [Fact]
    public async Task A_header_of_replicas_that_a_client_makes_up_changes_nothing()
    {
        var player = await server.PlayerAsync();
        await player.PlayAsync(First, 0);
        using var client = Second.CreateClient(server.Token);
        client.DefaultRequestHeaders.Add("X-Jellyfin-Forwarded", "1");

        using var response = await client.GetAsync(
            new Uri($"/videos/{server.LongFilm:N}/hls1/main/1.ts?{player.Query}&DeviceId={StreamPlayer.DeviceId}&PlaySessionId={player.PlaySession}&ApiKey={server.Token}", UriKind.Relative),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(StreamPlayer.Jobs(Second));
        await StopAsync(player);
    }

    [Fact]
    public async Task Ffmpeg_that_is_killed_is_started_again()
    {
        var player = await server.PlayerAsync();
        await player.PlayAsync(First, 0);
        await Eventually.IsTrueAsync(() => StreamPlayer.Encoders(First).Length == 1, "ffmpeg runs");

        await SignalAsync(StreamPlayer.Encoders(First).Single(), "KILL");

        foreach (var segment in new[] { 1, 25, 26, 27 })
        {
            await player.PlayAsync(Second, segment);
        }

        await StopAsync(player);
    }

    private static async Task SignalAsync(int process, string signal)
        => await StreamingFixture.RunAsync("kill", ["-" + signal, process.ToString(CultureInfo.InvariantCulture)], TestContext.Current.CancellationToken);

    private async Task StopAsync(StreamPlayer player)
    {
        await player.StopAsync(Second);
        await server.NothingRunsAsync();
    }

    private async Task EndAllAsync()
    {
        using var client = Second.CreateClient(server.Token);
        using var response = await client.DeleteAsync(new Uri("/Videos/ActiveEncodings?deviceId=" + StreamPlayer.DeviceId, UriKind.Relative), TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        await server.NothingRunsAsync();
    }
}
