using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>Players that go on with another stream, or not at all.</summary>
[Collection<TakeOverServers>]
public sealed class StreamChangeTests(StreamingFixture server)
{
    private const string Plain = "VideoCodec=h264&AudioCodec=aac&SegmentContainer=ts&AllowVideoStreamCopy=false&AllowAudioStreamCopy=false";

    [Theory]
    [InlineData("&AudioStreamIndex=2")]
    [InlineData("&SubtitleStreamIndex=3&SubtitleMethod=Encode")]
    [InlineData("&VideoBitrate=200000&AudioBitrate=64000")]
    public async Task A_change_in_the_same_play_session_goes_on_at_the_same_time_and_ends_the_stream_before(string change)
    {
        var before = await server.PlayerAsync();
        var after = new StreamPlayer(server, server.LongFilm, server.Token, before.PlaySession) { Query = Plain + change };
        var start = await before.PlayAsync(server.Replicas[0], 0);
        var old = server.Replicas.SelectMany(StreamPlayer.Jobs).Single();

        Assert.Equal(start + 30, await after.PlayAsync(server.Replicas[1], 10), 0.05);

        await Eventually.IsTrueAsync(
            () => !Directory.Exists(old) && server.Replicas.Sum(replica => StreamPlayer.Jobs(replica).Length) == 1, "the stream before has ended");
        Assert.True(server.Replicas.Sum(replica => StreamPlayer.Encoders(replica).Length) <= 1);
        await after.PlayAsync(server.Replicas[0], 11);
        await after.StopAsync(server.Replicas[0]);
        await server.NothingRunsAsync();
    }

    [Fact]
    public async Task Streams_of_players_that_vanish_end_on_every_replica()
    {
        foreach (var replica in server.Replicas)
        {
            await (await server.PlayerAsync()).PlayAsync(replica, 0);
        }

        Assert.All(server.Replicas, replica => Assert.Single(StreamPlayer.Jobs(replica)));

        await server.NothingRunsAsync(seconds: 60);
    }
}
