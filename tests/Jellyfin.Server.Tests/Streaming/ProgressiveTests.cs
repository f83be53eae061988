using System.Globalization;
using System.Net;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>Streams for players that take no segments.</summary>
[Collection<TakeOverServers>]
public sealed class ProgressiveTests(StreamingFixture server)
{
    private const string ToTheEnd = "&StartTimeTicks=100000000";
    private const double RestOfFilm = StreamingFixture.Seconds - 10;

    /// <summary>A picture that is copied begins at the key frame before.</summary>
    private const double RestFromKeyFrame = StreamingFixture.Seconds - (4 * 48 / StreamingFixture.FrameRate);

    private Replica First => server.Replicas[0];

    [Theory]
    [InlineData("stream.aac?audioCodec=aac", "audio/aac", "aac")]
    [InlineData("stream.mp3?audioBitRate=64000", "audio/mpeg", "mp3")]
    [InlineData("stream.ogg?audioCodec=opus", "audio/ogg", "opus")]
    [InlineData("stream.webm?audioCodec=opus", "audio/webm", "opus")]
    [InlineData("stream.flac?static=false", "audio/flac", "flac")]
    [InlineData("stream.m4a?allowAudioStreamCopy=false", "audio/mp4", "aac")]
    [InlineData("stream?audioCodec=mp3", "audio/mpeg", "mp3")]
    [InlineData("universal?container=flac&transcodingContainer=mp3&audioCodec=mp3&maxStreamingBitrate=140000000", "audio/mpeg", "mp3")]
    public async Task Sound_is_sent_from_any_time_on_in_the_form_that_is_asked_for(string address, string contentType, string codec)
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);

        var (type, streams, seconds) = await GetAsync($"/Audio/{server.Film:N}/{address}{ToTheEnd}");

        Assert.Equal((contentType, codec), (type, streams));
        Assert.Equal(RestOfFilm, seconds, 0.4);
    }

    [Theory]
    [InlineData("stream.mp4?static=false", "video/mp4", "h264,aac", StreamingFixture.Seconds)]
    [InlineData("stream.ts?videoCodec=h264&audioCodec=mp3", "video/mp2t", "h264,mp3", StreamingFixture.Seconds)]
    [InlineData("stream.mkv?static=false" + ToTheEnd, "video/x-matroska", "h264,aac", RestFromKeyFrame)]
    [InlineData("stream.mp4?allowVideoStreamCopy=false&maxWidth=160" + ToTheEnd, "video/mp4", "h264,aac", RestOfFilm)]
    [InlineData("stream.webm?static=false" + ToTheEnd, "video/webm", "vp9,opus", RestOfFilm)]
    public async Task A_film_is_sent_in_another_container(string address, string contentType, string codecs, double expected)
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);

        var (type, streams, seconds) = await GetAsync($"/Videos/{server.Film:N}/{address}");

        Assert.Equal((contentType, codecs), (type, streams));
        Assert.Equal(expected, seconds, 0.5);
    }

    [Theory]
    [InlineData("leaves")]
    [InlineData("stops")]
    [InlineData("is cut off by a kill of the server")]
    public async Task Ffmpeg_ends_when_the_player(string what)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await server.PrepareAsync(cancellationToken);
        var session = Guid.NewGuid().ToString("N");
        using var client = Client();
        var response = await client.GetAsync(
            new Uri($"/Videos/{server.LongFilm:N}/stream.mp4?allowVideoStreamCopy=false&playSessionId={session}&ApiKey={server.Token}", UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(StreamPlayer.Encoders(First));

        switch (what)
        {
            case "leaves":
                response.Dispose();
                break;
            case "stops":
                await new StreamPlayer(server, server.LongFilm, server.Token, session).StopAsync(server.Replicas[1]);
                await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync(cancellationToken));
                break;
            default:
                await First.KillAsync(cancellationToken);
                await Eventually.IsTrueAsync(() => StreamPlayer.Encoders(First).Length == 0, "ffmpeg of the killed server has ended", 30);
                await First.StartAsync(cancellationToken);
                break;
        }

        await server.NothingRunsAsync(30);
        response.Dispose();
    }

    [Fact]
    public async Task What_cannot_be_sent_is_a_clear_error()
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.BadRequest, "This container is not supported."), await ErrorAsync($"/Audio/{server.Film:N}/stream.xyz?static=false"));
        Assert.Equal((HttpStatusCode.BadRequest, "This container is not supported."), await ErrorAsync($"/Videos/{server.Film:N}/stream.mp3?static=false"));
        Assert.Equal((HttpStatusCode.BadRequest, "The start is behind the end."), await ErrorAsync($"/Audio/{server.Film:N}/stream.mp3?startTimeTicks=900000000"));
        Assert.Equal((HttpStatusCode.InternalServerError, "ffmpeg failed."), await ErrorAsync($"/Audio/{server.Broken:N}/stream.mp3?static=false"));
        Assert.Contains($"of {server.Broken} failed", First.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(StreamingFixture.BrokenName, First.Log, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ErrorAsync($"/Audio/{Guid.NewGuid():N}/stream.mp3?static=false")).Status);
        await server.NothingRunsAsync();
    }

    [Fact]
    public async Task Nothing_is_made_for_strangers()
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);
        using var client = Client();

        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusAsync(HttpMethod.Get, $"/Audio/{server.Film:N}/stream.mp3"));
        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusAsync(HttpMethod.Get, $"/Videos/{server.Film:N}/stream.mkv?ApiKey=guessed"));
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync(HttpMethod.Head, $"/Videos/{server.Film:N}/stream.mp4?static=true"));
    }

    [Fact]
    public async Task Headers_alone_start_nothing()
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Head, $"/Audio/{server.LongFilm:N}/stream.mp3?ApiKey={server.Token}");

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "audio/mpeg"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Empty(StreamPlayer.Jobs(First));
    }

    private HttpClient Client() => new() { BaseAddress = new Uri(First.Url), Timeout = TimeSpan.FromSeconds(60) };

    private async Task<(HttpStatusCode Status, string Text)> ErrorAsync(string path)
    {
        using var client = Client();
        using var response = await client.GetAsync(new Uri($"{path}&ApiKey={server.Token}", UriKind.Relative), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Codecs and length of what is sent.</summary>
    private async Task<(string? Type, string Codecs, double Seconds)> GetAsync(string path)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var client = Client();
        using var response = await client.GetAsync(new Uri($"{path}&ApiKey={server.Token}", UriKind.Relative), cancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {path}\n{First.Log}");
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, await response.Content.ReadAsByteArrayAsync(cancellationToken), cancellationToken);
        var codecs = await StreamingFixture.ProbeAsync(file, "stream=codec_name", cancellationToken);
        var times = (await StreamingFixture.ProbeAsync(file, "packet=pts_time", cancellationToken))
            .Where(line => line != "N/A").Select(line => double.Parse(line, CultureInfo.InvariantCulture)).ToList();
        File.Delete(file);
        await server.NothingRunsAsync();
        return (response.Content.Headers.ContentType?.MediaType, string.Join(',', codecs.Distinct()), times.Max() - times.Min());
    }
}
