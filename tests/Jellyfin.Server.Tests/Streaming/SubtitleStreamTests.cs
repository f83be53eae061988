using System.Net;
using System.Text.Json;
using MediaBrowser.Controller.Playback;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>Subtitles as files, on the replica that did not hear of them before.</summary>
[Collection<StreamServers>]
public sealed class SubtitleStreamTests(StreamingFixture server)
{
    private const string Vtt = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nHello\n\n00:00:05.000 --> 00:00:07.000\nSecond line\n\n";

    /// <summary>In Matroska everything starts later by the silence that the AAC encoder puts first.</summary>
    private const string EmbeddedVtt = "WEBVTT\n\n00:00:01.021 --> 00:00:04.021\nHello\n\n00:00:05.021 --> 00:00:07.021\nSecond line\n\n";

    [Theory]
    [InlineData(0, "Stream.vtt", "text/vtt", Vtt)]
    [InlineData(3, "Stream.vtt", "text/vtt", EmbeddedVtt)]
    [InlineData(3, "0/Stream.srt", "application/x-subrip", "1\n00:00:01,021 --> 00:00:04,021\nHello\n\n2\n00:00:05,021 --> 00:00:07,021\nSecond line\n\n")]
    [InlineData(3, "45000000/Stream.vtt", "text/vtt", "WEBVTT\n\n00:00:00.521 --> 00:00:02.521\nSecond line\n\n")]
    [InlineData(
        0,
        "stream.vtt?CopyTimestamps=true&AddVttTimeMap=true&StartPositionTicks=45000000&EndPositionTicks=60000000",
        "text/vtt",
        "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n00:00:05.000 --> 00:00:07.000\nSecond line\n\n")]
    public async Task Text_inside_and_beside_the_film_comes_in_any_format(int index, string file, string contentType, string expected)
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);

        using var response = await GetAsync($"/Videos/{server.Film:D}/{server.Film:N}/Subtitles/{index}/{file}");

        Assert.Equal(contentType, response.Content.Headers.ContentType!.ToString());
        Assert.Equal(expected, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_web_client_gets_events()
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);

        using var response = await GetAsync($"/Videos/{server.Film:N}/{server.Film:N}/Subtitles/3/0/Stream.js");
        var events = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("TrackEvents");

        Assert.Equal(2, events.GetArrayLength());
        Assert.Equal(50_210_000, events[1].GetProperty("StartPositionTicks").GetInt64());
    }

    [Fact]
    public async Task The_playlist_covers_the_whole_film()
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);
        using var client = server.Replicas[0].CreateClient(server.Token);

        var playlist = await client.GetStringAsync(
            new Uri($"/Videos/{server.Film:N}/{server.Film:N}/Subtitles/3/subtitles.m3u8?segmentLength=6", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(["#EXTINF:6,", "#EXTINF:6,", "#EXTINF:2,"], playlist.Split('\n').Where(line => line.StartsWith("#EXTINF", StringComparison.Ordinal)));
        Assert.Contains($"EndPositionTicks=140000000&ApiKey={server.Token}\n#EXT-X-ENDLIST", playlist, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_replica_has_taken_out_of_a_film_the_other_one_has_without_reading_it()
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);
        var address = $"/Videos/{server.LongFilm:N}/{server.LongFilm:N}/Subtitles/3/Stream.vtt";
        using var first = server.Replicas[0].CreateClient(server.Token);
        var expected = await first.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.StartsWith("WEBVTT", expected, StringComparison.Ordinal);
        var aside = server.LongFilmPath + ".aside";

        File.Move(server.LongFilmPath, aside);
        try
        {
            await File.WriteAllTextAsync(server.LongFilmPath, "no film", TestContext.Current.CancellationToken);
            using var response = await GetAsync(address);
            Assert.Equal(expected, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Move(aside, server.LongFilmPath, overwrite: true);
        }
    }

    [Fact]
    public async Task A_player_of_segments_finds_the_text_in_the_playlist()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await server.PrepareAsync(cancellationToken);
        var address = new Uri(new Uri(server.Replicas[1].Url), $"/Videos/{server.Film:D}/master.m3u8?VideoBitrate=1000000&EnableAdaptiveBitrateStreaming=true"
            + $"&AllowVideoStreamCopy=false&EnableSubtitlesInManifest=true&SubtitleStreamIndex=3&SubtitleMethod=Hls&ApiKey={server.Token}");
        using var client = new HttpClient();

        var master = (await client.GetStringAsync(address, cancellationToken)).Split('\n');

        var renditions = master.Where(line => line.StartsWith("#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"subs\"", StringComparison.Ordinal)).ToList();
        Assert.Equal(["DEFAULT=NO", "DEFAULT=YES"], renditions.Select(line => line.Split(',').First(part => part.StartsWith("DEFAULT", StringComparison.Ordinal))));
        var streams = master.Where(line => line.StartsWith("#EXT-X-STREAM-INF", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, streams.Count);
        Assert.All(streams, line => Assert.Contains(",SUBTITLES=\"subs\"", line, StringComparison.Ordinal));
        foreach (var rendition in renditions)
        {
            var playlist = new Uri(address, rendition.Split("URI=\"")[1].Split('"')[0]);
            var part = (await client.GetStringAsync(playlist, cancellationToken)).Split('\n').First(line => line.StartsWith("stream.vtt", StringComparison.Ordinal));
            Assert.Contains("Second line", await client.GetStringAsync(new Uri(playlist, part), cancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_attached_to_a_film_is_sent_as_it_is()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var (font, film) = (server.MediaPath("attached.ttf"), server.MediaPath("attached.mkv"));
        await File.WriteAllTextAsync(font, "a font", cancellationToken);
        await StreamingFixture.RunAsync(
            "ffmpeg",
            ["-v", "error", "-nostdin", "-f", "lavfi", "-i", "color=black:s=64x36:r=24:d=1", "-attach", font, "-metadata:s:t", "mimetype=font/ttf", film],
            cancellationToken);
        var id = await server.AddAsync(
            film, 1, [new() { Type = MediaStreamType.Video, Index = 0, Codec = "h264" }], new MediaAttachment(1, "ttf", "attached.ttf", "font/ttf"));

        using var response = await GetAsync($"/Videos/{id:D}/{id:N}/Attachments/1");
        using var missing = await GetAsync($"/Videos/{id:D}/{id:N}/Attachments/7");

        Assert.Equal("font/ttf", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("a font", await response.Content.ReadAsStringAsync(cancellationToken));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory]
    [InlineData(2, HttpStatusCode.InternalServerError)]
    [InlineData(9, HttpStatusCode.NotFound)]
    public async Task What_is_no_subtitle_is_an_error(int index, HttpStatusCode expected)
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);

        using var response = await GetAsync($"/Videos/{server.Film:N}/{server.Film:N}/Subtitles/{index}/Stream.vtt");

        Assert.Equal(expected, response.StatusCode);
    }

    private async Task<HttpResponseMessage> GetAsync(string url)
    {
        using var client = new HttpClient { BaseAddress = new Uri(server.Replicas[1].Url) };
        return await client.GetAsync(new Uri(url, UriKind.Relative), TestContext.Current.CancellationToken);
    }
}
