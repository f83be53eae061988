using System.Globalization;
using System.Net;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>What ffmpeg may use, and what happens when it does not do its work.</summary>
public sealed class TranscodeResourceTests(ImpatientFixture server) : IClassFixture<ImpatientFixture>
{
    private Replica Replica => server.Replicas[0];

    [Fact]
    public async Task A_stream_that_nobody_asks_for_ends_by_itself()
    {
        var player = await PlayerAsync();

        await player.PlayAsync(Replica, 0);

        await NothingRunsAsync();
    }

    [Fact]
    public async Task Ffmpeg_waits_for_the_player_and_what_the_player_has_passed_is_removed()
    {
        var player = await PlayerAsync();
        await player.PlayAsync(Replica, 0);

        await Eventually.IsTrueAsync(() => StreamPlayer.Encoders(Replica).Any(IsStopped), "ffmpeg is paused when it is far ahead");
        var ahead = Segments().Max();
        for (var segment = 1; segment <= ahead + 3; segment++)
        {
            await player.PlayAsync(Replica, segment);
        }

        await Eventually.IsTrueAsync(() => Segments().Min() >= ahead - 2, "old segments are removed");
        await player.PlayAsync(Replica, 0);
        await player.StopAsync(Replica);
        await NothingRunsAsync();
    }

    [Fact]
    public async Task A_user_has_no_more_streams_than_allowed()
    {
        var player = await PlayerAsync();
        var other = await PlayerAsync();
        await player.PlayAsync(Replica, 0);

        Assert.Equal((HttpStatusCode.InternalServerError, "You have too many streams."), await other.TextAsync(Replica, 0));

        await player.StopAsync(Replica);
        await NothingRunsAsync();
        await other.PlayAsync(Replica, 0);
        await other.StopAsync(Replica);
        await NothingRunsAsync();
    }

    [Theory]
    [InlineData(null, "ffmpeg cannot be started.")]
    [InlineData("#!/bin/sh\nexec sleep 1000\n", "The segment was not ready in time.")]
    [InlineData("#!/bin/sh\nexit 3\n", "ffmpeg failed.")]
    public async Task Ffmpeg_that_does_not_work_is_one_clear_error(string? program, string expected)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var player = await PlayerAsync();
        var path = Path.Combine(Directory.CreateTempSubdirectory("jellyfin-ffmpeg-").FullName, "ffmpeg");
        if (program is not null)
        {
            await File.WriteAllTextAsync(path, program, cancellationToken);
            await StreamingFixture.RunAsync("chmod", ["+x", path], cancellationToken);
        }

        await RestartAsync(path);
        try
        {
            Assert.Equal((HttpStatusCode.InternalServerError, expected), await player.TextAsync(Replica, 0));
            Assert.Equal((HttpStatusCode.InternalServerError, expected), await player.TextAsync(Replica, 1));
            await NothingRunsAsync();
        }
        finally
        {
            await RestartAsync("ffmpeg");
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private static bool IsStopped(int process)
        => File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat")).Split(") ")[^1].StartsWith('T');

    private async Task RestartAsync(string ffmpeg)
    {
        await Replica.KillAsync(TestContext.Current.CancellationToken);
        Replica.Set("Ffmpeg__Path", ffmpeg);
        await Replica.StartAsync(TestContext.Current.CancellationToken);
    }

    private List<int> Segments() => StreamPlayer.Jobs(Replica)
        .SelectMany(job => Directory.GetFiles(job, "*.ts", SearchOption.AllDirectories))
        .Select(file => int.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture))
        .DefaultIfEmpty(-1)
        .ToList();

    private async Task<StreamPlayer> PlayerAsync()
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);
        return new StreamPlayer(server, server.LongFilm);
    }

    private Task NothingRunsAsync() => Eventually.IsTrueAsync(
        () => StreamPlayer.Jobs(Replica).Length == 0 && StreamPlayer.Encoders(Replica).Length == 0, "nothing is left of the stream", seconds: 30);
}
