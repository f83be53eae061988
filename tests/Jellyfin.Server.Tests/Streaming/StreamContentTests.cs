using Jellyfin.Testing;
using MediaBrowser.Controller.Playback;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>What is listed in master playlists, played as a player would.</summary>
[Collection<StreamServers>]
public sealed class StreamContentTests(StreamingFixture server)
{
    private const string Encoded = "VideoCodec=h264&AllowVideoStreamCopy=false&AllowAudioStreamCopy=false";

    [Fact]
    public async Task A_player_that_asks_for_it_chooses_among_bit_rates_and_leaves_one_ffmpeg()
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);
        var master = Address(
            server.LongFilm, $"{Encoded}&AudioCodec=aac&SegmentContainer=ts&VideoBitrate=1000000&EnableAdaptiveBitrateStreaming=true&PlaySessionId={Guid.NewGuid():N}");

        var lines = await LinesAsync(master);

        var rates = lines.Where(line => line.StartsWith("#EXT-X-STREAM-INF", StringComparison.Ordinal)).Select(line => line.Split(':', ',')[1]);
        Assert.Equal(["BANDWIDTH=1128000", "BANDWIDTH=828000", "BANDWIDTH=528000"], rates);
        var variants = lines.Where(line => line.StartsWith("main.m3u8", StringComparison.Ordinal)).Select(line => new Uri(master, line)).ToList();
        foreach (var (number, variant) in variants.Index())
        {
            var file = await SegmentsAsync(variant, [number]);
            Assert.InRange((await StreamingFixture.FrameTimesAsync(file, TestContext.Current.CancellationToken)).Length, 71, 72);
            File.Delete(file);
        }

        await Eventually.IsTrueAsync(() => server.Replicas.Sum(replica => StreamPlayer.Jobs(replica).Length) == 1, "the streams before have ended");
        Assert.InRange(server.Replicas.Sum(replica => StreamPlayer.Encoders(replica).Length), 0, 1);
        await StopAsync(master);
    }

    [Theory]
    [InlineData("ts", "ac3", 8, 6)]
    [InlineData("mp4", "eac3", 8, 6)]
    [InlineData("mp4", "flac", 8, 8)]
    [InlineData("ts", "aac", 2, 2)]
    [InlineData("ts", "mp3", 8, 2)]
    public async Task Surround_sound_is_encoded_into_segments_that_can_be_decoded(string container, string codec, int wanted, int expected)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var master = Address(
            await SurroundAsync(), $"{Encoded}&AudioCodec={codec}&SegmentContainer={container}&TranscodingMaxAudioChannels={wanted}&PlaySessionId={Guid.NewGuid():N}");
        var main = new Uri(master, (await LinesAsync(master)).First(line => line.StartsWith("main.m3u8", StringComparison.Ordinal)));

        var file = await SegmentsAsync(main, null);

        Assert.Equal($"{codec},{expected}", Assert.Single((await StreamingFixture.ProbeAsync(file, "stream=codec_name,channels", cancellationToken)).Distinct(), line => line.StartsWith(codec, StringComparison.Ordinal)));
        Assert.Equal("", await StreamingFixture.RunAsync("ffmpeg", ["-v", "error", "-nostdin", "-i", file, "-map", "0:a", "-f", "null", "-"], cancellationToken, mergeErrors: true));
        Assert.InRange((await DecodedStream.OfAsync(file)).AudioTimes.Count, 40, 260);
        File.Delete(file);
        await StopAsync(master);
    }

    private Uri Address(Guid film, string query) => new(new Uri(server.Replicas[0].Url), $"/Videos/{film:N}/master.m3u8?{query}&DeviceId=content&ApiKey={server.Token}");

    private static async Task<string[]> LinesAsync(Uri address)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        return (await client.GetStringAsync(address, TestContext.Current.CancellationToken)).Split('\n');
    }

    /// <summary>Path of these segments one after the other; null = all.</summary>
    private static async Task<string> SegmentsAsync(Uri main, int[]? which)
    {
        var lines = await LinesAsync(main);
        var segments = lines.Where(line => line.StartsWith("hls1/", StringComparison.Ordinal)).ToList();
        var start = lines.Where(line => line.StartsWith("#EXT-X-MAP", StringComparison.Ordinal)).Select(line => line.Split('"')[1]);
        var file = Path.GetTempFileName();
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        await using var output = File.Create(file);
        foreach (var part in start.Concat(which is null ? segments : which.Select(index => segments[index])))
        {
            await output.WriteAsync(await client.GetByteArrayAsync(new Uri(main, part), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        }

        return file;
    }

    /// <summary>Four seconds of 7.1.</summary>
    private async Task<Guid> SurroundAsync()
    {
        var path = server.MediaPath("surround.mkv");
        await StreamingFixture.RunAsync(
            "ffmpeg",
            [
                "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", "testsrc2=s=160x96:r=24:d=4",
                "-f", "lavfi", "-i", "aevalsrc='0.1*sin(2764*t)|0.1*sin(3456*t)|0.1*sin(4147*t)|0.1*sin(377*t)|0|0|0.1*sin(4838*t)|0':c=7.1:s=48000:d=4".Replace("'", "", StringComparison.Ordinal),
                "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "flac", path,
            ],
            TestContext.Current.CancellationToken);
        return await server.AddAsync(
            path,
            4,
            [
                new() { Type = MediaStreamType.Video, Index = 0, Codec = "h264", Width = 160, Height = 96, AverageFrameRate = 24 },
                new() { Type = MediaStreamType.Audio, Index = 1, FileIndex = 1, Codec = "flac", Channels = 8, ChannelLayout = "7.1", SampleRate = 48000, IsDefault = true },
            ]);
    }

    private async Task StopAsync(Uri master)
    {
        using var client = server.Replicas[0].CreateClient(server.Token);
        var session = master.Query.Split("PlaySessionId=")[1].Split('&')[0];
        (await client.DeleteAsync(new Uri($"/Videos/ActiveEncodings?playSessionId={session}", UriKind.Relative), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await server.NothingRunsAsync();
    }
}
