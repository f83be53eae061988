using System.Globalization;
using System.Net;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>ffmpeg writes to a disk that it could fill.</summary>
public sealed class SmallDiskTests(SmallDiskFixture server) : IClassFixture<SmallDiskFixture>
{
    private Replica Replica => server.Replicas[0];

    [Fact]
    public async Task A_stream_waits_for_room_and_every_segment_is_whole()
    {
        var player = await server.PlayerAsync();
        await player.PlayAsync(Replica, 0);

        await Eventually.IsTrueAsync(() => StreamPlayer.Encoders(Replica).Any(StreamPlayer.IsPaused), "ffmpeg is paused before the disk is full", seconds: 30);
        Assert.InRange(server.FreeSpace, 1, SmallDiskFixture.MinFreeSpace);
        for (var segment = 1; segment < 60; segment++)
        {
            await player.PlayAsync(Replica, segment);
        }

        await player.StopAsync(Replica);
        await server.NothingRunsAsync();
    }

    [Fact]
    public async Task Streams_take_no_more_of_the_disk_than_they_may()
    {
        const int Quota = 400_000;
        var (player, other) = (await server.PlayerAsync(), await server.PlayerAsync());
        await RestartAsync(Quota);
        try
        {
            await player.PlayAsync(Replica, 0);

            await Eventually.IsTrueAsync(() => StreamPlayer.Encoders(Replica).Any(StreamPlayer.IsPaused), "ffmpeg is paused before it has made the whole film", seconds: 30);
            Assert.InRange(Taken(), Quota, 7 * Quota);
            Assert.Equal((HttpStatusCode.InternalServerError, "The disk for streams is full."), await other.TextAsync(Replica, 0));
            for (var segment = 1; segment < 12; segment++)
            {
                await player.PlayAsync(Replica, segment);
            }

            Assert.InRange(Taken(), 1, 7 * Quota);
            await player.StopAsync(Replica);
            await server.NothingRunsAsync();
        }
        finally
        {
            await RestartAsync(0);
        }

        long Taken() => StreamPlayer.Jobs(Replica).Sum(job => new DirectoryInfo(job).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length));
    }

    [Fact]
    public async Task A_full_disk_is_one_clear_error_until_there_is_room()
    {
        var player = await server.PlayerAsync();
        var other = await server.PlayerAsync();
        server.Fill();
        try
        {
            Assert.Equal((HttpStatusCode.InternalServerError, "The disk for streams is full."), await player.TextAsync(Replica, 0));
            Assert.Equal((HttpStatusCode.InternalServerError, "The disk for streams is full."), await player.TextAsync(Replica, 1));
            await server.NothingRunsAsync();
        }
        finally
        {
            server.Empty();
        }

        await other.PlayAsync(Replica, 0);
        await other.StopAsync(Replica);
        await server.NothingRunsAsync();
    }

    private async Task RestartAsync(int totalQuota)
    {
        await Replica.KillAsync(TestContext.Current.CancellationToken);
        Replica.Set("Transcoding__TotalQuota", totalQuota.ToString(CultureInfo.InvariantCulture));
        await Replica.StartAsync(TestContext.Current.CancellationToken);
    }
}
