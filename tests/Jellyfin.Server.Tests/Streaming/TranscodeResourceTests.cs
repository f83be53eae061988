using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>What ffmpeg may use, and what happens when it does not do its work.</summary>
public sealed class TranscodeResourceTests(ImpatientFixture server) : IClassFixture<ImpatientFixture>
{
    private Replica Replica => server.Replicas[0];

    [Fact]
    public async Task A_stream_that_nobody_asks_for_ends_by_itself()
    {
        var player = await server.PlayerAsync();

        await player.PlayAsync(Replica, 0);

        await server.NothingRunsAsync(seconds: 30);
    }

    [Fact]
    public async Task Ffmpeg_waits_for_the_player_and_what_the_player_has_passed_is_removed()
    {
        var player = await server.PlayerAsync();
        await player.PlayAsync(Replica, 0);

        await Eventually.IsTrueAsync(() => StreamPlayer.Encoders(Replica).Any(StreamPlayer.IsPaused), "ffmpeg is paused when it is far ahead");
        var ahead = Segments().Max();
        for (var segment = 1; segment <= ahead + 3; segment++)
        {
            await player.PlayAsync(Replica, segment);
        }

        await Eventually.IsTrueAsync(() => Segments().Min() >= ahead - 2, "old segments are removed");
        await player.PlayAsync(Replica, 0);
        await player.StopAsync(Replica);
        await server.NothingRunsAsync();
    }

    [Fact]
    public async Task A_user_has_no_more_streams_than_allowed()
    {
        var player = await server.PlayerAsync();
        var other = await server.PlayerAsync();
        await player.PlayAsync(Replica, 0);

        Assert.Equal((HttpStatusCode.InternalServerError, "You have too many streams."), await other.TextAsync(Replica, 0));
        using var whole = await server.Client.GetAsync(new Uri($"/Audio/{server.LongFilm:N}/stream.mp3", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("You have too many streams.", await whole.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        await player.StopAsync(Replica);
        await server.NothingRunsAsync();
        await other.PlayAsync(Replica, 0);
        await other.StopAsync(Replica);
        await server.NothingRunsAsync();
    }

    [Theory]
    [InlineData(null, "ffmpeg cannot be started.")]
    [InlineData("#!/bin/sh\nexec sleep 1000\n", "The segment was not ready in time.")]
    [InlineData("#!/bin/sh\nexit 3\n", "ffmpeg failed.")]
    public async Task Ffmpeg_that_does_not_work_is_one_clear_error(string? program, string expected)
    {
        var player = await server.PlayerAsync();

        await WithFfmpegAsync(program, async () =>
        {
            Assert.Equal((HttpStatusCode.InternalServerError, expected), await player.TextAsync(Replica, 0));
            Assert.Equal((HttpStatusCode.InternalServerError, expected), await player.TextAsync(Replica, 1));
            await server.NothingRunsAsync();
        });
    }

    [Fact]
    public async Task Requests_for_distant_segments_at_the_same_time_are_all_answered()
    {
        var player = await server.PlayerAsync();

        await Task.WhenAll(new[] { 0, 90, 170, 40 }.Select(segment => player.PlayAsync(Replica, segment)));

        await player.StopAsync(Replica);
        await server.NothingRunsAsync();
    }

    [Fact]
    public async Task All_users_together_have_no_more_streams_than_allowed()
    {
        var player = await server.PlayerAsync();
        using var created = await server.Client.PostAsJsonAsync("/Users/New", new { Name = "second", Password = "second" }, TestContext.Current.CancellationToken);
        await StreamingFixture.RestartAsync(Replica, "Transcoding__MaxJobs", "1");
        try
        {
            var (token, _) = await ReplicaFixture.LogInAsync(Replica, "second", "second", "second-device");
            var other = new StreamPlayer(server, server.LongFilm, token, Guid.NewGuid().ToString("N"));
            await player.PlayAsync(Replica, 0);

            Assert.Equal((HttpStatusCode.InternalServerError, "The server makes too many streams."), await other.TextAsync(Replica, 0));

            await player.StopAsync(Replica);
            await server.NothingRunsAsync();
            await other.PlayAsync(Replica, 0);
            await other.StopAsync(Replica);
            await server.NothingRunsAsync();
        }
        finally
        {
            await StreamingFixture.RestartAsync(Replica, "Transcoding__MaxJobs", "0");
        }
    }

    [Fact]
    public async Task A_request_that_was_under_way_when_its_player_stopped_does_not_begin_the_stream_again()
    {
        var player = await server.PlayerAsync();
        await WithFfmpegAsync("#!/bin/sh\nexec sleep 1000\n", async () =>
        {
            var underWay = player.TextAsync(Replica, 0);
            await Eventually.IsTrueAsync(() => StreamPlayer.Encoders(Replica).Length > 0, "ffmpeg runs");
            await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
            await player.StopAsync(Replica);

            Assert.Equal((HttpStatusCode.Gone, "The player has ended the stream."), await underWay);
            await server.NothingRunsAsync();
        });

        await player.PlayAsync(Replica, 0);
        await player.StopAsync(Replica);
        await server.NothingRunsAsync();
    }

    [Fact]
    public async Task Requests_for_the_stream_before_end_when_their_player_goes_on_with_another_one()
    {
        var before = await server.PlayerAsync();
        var after = new StreamPlayer(server, server.LongFilm, server.Token, before.PlaySession) { Query = before.Query + "&AudioBitrate=64000" };
        await WithFfmpegAsync("#!/bin/sh\nexec sleep 1000\n", async () =>
        {
            var first = before.TextAsync(Replica, 0);
            await Eventually.IsTrueAsync(() => StreamPlayer.Encoders(Replica).Length > 0, "ffmpeg runs");
            var second = after.TextAsync(Replica, 0);

            Assert.Equal((HttpStatusCode.Gone, "The player has ended the stream."), await first);
            Assert.False(second.IsCompleted);
            await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
            await after.StopAsync(Replica);
            Assert.Equal(HttpStatusCode.Gone, (await second).Status);
            await server.NothingRunsAsync();
        });
    }

    [Fact]
    public async Task Ffmpeg_that_hangs_in_the_middle_is_replaced_while_the_player_waits()
    {
        var player = await server.PlayerAsync();
        await player.PlayAsync(Replica, 0);
        var hung = StreamPlayer.Encoders(Replica);

        // Whatever the server does to wake it.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var stopping = StopAgainAndAgainAsync(hung, ended.Token);
        for (var segment = 1; segment < 8; segment++)
        {
            await player.PlayAsync(Replica, segment);
        }

        await ended.CancelAsync();
        await stopping;
        Assert.Empty(StreamPlayer.Encoders(Replica).Intersect(hung));
        await player.StopAsync(Replica);
        await server.NothingRunsAsync();
    }

    [Fact]
    public async Task Ffmpeg_that_waits_for_a_disk_is_not_taken_for_one_that_hangs()
    {
        var player = await server.PlayerAsync();
        await player.PlayAsync(Replica, 0);
        var encoders = StreamPlayer.Encoders(Replica);
        var film = server.LongFilmPath;

        // Like a disk that spins up: whoever wants to read the film waits, and so does ffmpeg.
        File.Move(film, film + ".away");
        await StreamingFixture.RunAsync("mkfifo", [film], TestContext.Current.CancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var stopping = StopAgainAndAgainAsync(encoders, ended.Token);
        var waiting = player.PlayAsync(Replica, 5);
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        await ended.CancelAsync();
        await stopping;
        File.Move(film + ".away", film, overwrite: true);
        await SignalAsync("CONT", encoders);

        await waiting;
        Assert.Equal(encoders, StreamPlayer.Encoders(Replica));
        await player.StopAsync(Replica);
        await server.NothingRunsAsync();
    }

    [Fact]
    public async Task A_film_that_cannot_be_read_for_a_moment_goes_on_where_it_stopped()
    {
        var player = await server.PlayerAsync();
        var once = Path.GetTempFileName();

        // What ffmpeg does when reading fails: it ends as if all were well.
        await WithFfmpegAsync(
            $$"""
            #!/bin/bash
            [[ " $* " == *" -f hls "* && -e {{once}} ]] || exec ffmpeg "$@"
            rm {{once}}
            ffmpeg "${@:1:$#-1}" -frames:v 100 "${@: -1}"
            echo "film.mkv: Input/output error" >&2
            """,
            async () =>
            {
                for (var segment = 0; segment < 5; segment++)
                {
                    await player.PlayAsync(Replica, segment);
                }

                Assert.False(File.Exists(once));
                await player.StopAsync(Replica);
                await server.NothingRunsAsync();
            });
    }

    [Fact]
    public async Task What_ffmpeg_says_is_in_a_log_of_bounded_length_that_administrators_read()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var player = await server.PlayerAsync();

        await WithFfmpegAsync(
            "#!/bin/sh\n{ echo this is broken; yes | head -c 5000000; } >&2\nexit 3\n", () => player.TextAsync(Replica, 0));

        var logs = await server.Client.GetFromJsonAsync<JsonElement>("/System/Logs", cancellationToken);
        var name = logs.EnumerateArray().Select(log => log.GetProperty("Name").GetString()!).First(name => name.StartsWith("FFmpeg.Transcode-", StringComparison.Ordinal));
        var text = await server.Client.GetStringAsync(new Uri("/System/Logs/Log?name=" + name, UriKind.Relative), cancellationToken);
        Assert.Contains(server.LongFilm.ToString("N"), name, StringComparison.Ordinal);
        Assert.Contains("-c:v libx264", text, StringComparison.Ordinal);
        Assert.Contains("this is broken", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 900_000, 1_010_000);
    }

    private static async Task StopAgainAndAgainAsync(int[] processes, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await SignalAsync("STOP", processes);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }
    }

    private static async Task SignalAsync(string signal, int[] processes) => await StreamingFixture.RunAsync(
        "kill", ["-" + signal, .. processes.Select(id => id.ToString(CultureInfo.InvariantCulture))], CancellationToken.None, mergeErrors: true);

    private Task WithFfmpegAsync(string? program, Func<Task> action) => StreamingFixture.WithFfmpegAsync(Replica, program, action);

    private List<int> Segments() => StreamPlayer.Jobs(Replica)
        .SelectMany(job => Directory.GetFiles(job, "*.ts", SearchOption.AllDirectories))
        .Select(file => int.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture))
        .DefaultIfEmpty(-1)
        .ToList();
}
