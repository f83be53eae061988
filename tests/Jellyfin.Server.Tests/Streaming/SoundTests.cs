using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>The sound of films for players that ask without a device profile.</summary>
[Collection<TakeOverServers>]
public sealed class SoundTests(StreamingFixture server)
{
    private Replica First => server.Replicas[0];

    private Replica Second => server.Replicas[1];

    [Theory]
    [InlineData("aac", 1024 / 48_000.0)]
    [InlineData("mp3", 1152 / 48_000.0)]
    public async Task Sound_in_segments_goes_on_without_a_gap_when_its_replica_is_killed(string codec, double frame)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await server.PrepareAsync(cancellationToken);
        var session = Guid.NewGuid().ToString("N");
        var (master, address) = await GetTextAsync(
            First, Universal(server.Film) + $"&container=flac&audioCodec={codec}&transcodingContainer=ts&transcodingProtocol=hls&playSessionId={session}");
        var main = new Uri(address, master.Split('\n').First(line => line.StartsWith("main.m3u8", StringComparison.Ordinal))).PathAndQuery;
        var segments = (await GetTextAsync(Second, main)).Text.Split('\n').Where(line => line.StartsWith("hls1/", StringComparison.Ordinal)).ToList();
        var file = Path.GetTempFileName();

        await using (var output = File.Create(file))
        {
            foreach (var (index, segment) in segments.Index())
            {
                if (index == 2)
                {
                    Assert.Single(StreamPlayer.Jobs(First));
                    await First.KillAsync(cancellationToken);
                }

                await output.WriteAsync(await GetBytesAsync(index < 2 ? First : Second, new Uri(address, segment).PathAndQuery), cancellationToken);
            }
        }

        Assert.DoesNotContain("RESOLUTION", master, StringComparison.Ordinal);
        Assert.All(await StreamingFixture.ProbeAsync(file, "stream=codec_type", cancellationToken), type => Assert.Equal("audio", type));
        var times = (await StreamingFixture.ProbeAsync(file, "packet=pts_time", cancellationToken))
            .Select(line => double.Parse(line, CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(StreamingFixture.Seconds, times[^1] - times[0], 0.3);
        // What comes with the first packet begins a moment early.
        var later = times.Where(time => time > times[0] + 1).ToList();
        Assert.All(later.Zip(later.Skip(1)), pair => Assert.Equal(frame, pair.Second - pair.First, 0.003));
        File.Delete(file);
        await First.StartAsync(cancellationToken);
        await new StreamPlayer(server, server.Film, server.Token, session).StopAsync(First);
        await server.NothingRunsAsync();
    }

    [Fact]
    public async Task A_player_that_takes_the_file_gets_it_in_ranges()
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);
        using var client = Client(First);
        using var request = new HttpRequestMessage(HttpMethod.Get, Universal(server.Film) + "&container=mp3,mkv|aac");
        request.Headers.Range = new RangeHeaderValue(100, 199);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(100, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Sound_that_is_not_there_is_a_clear_error()
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);
        using var client = Client(First);

        using var unknown = await client.GetAsync(new Uri(Universal(Guid.NewGuid()), UriKind.Relative), TestContext.Current.CancellationToken);
        using var broken = await client.GetAsync(
            new Uri($"/Audio/{server.Broken:N}/hls1/main/0.ts?AudioCodec=mp3&ApiKey={server.Token}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, broken.StatusCode);
        Assert.Equal("ffmpeg failed.", await broken.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await server.NothingRunsAsync();
    }

    [Fact]
    public async Task Behind_a_base_URL_the_stream_in_segments_is_there_too()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await server.PrepareAsync(cancellationToken);
        var network = (await server.Client.GetFromJsonAsync<JsonObject>("/System/Configuration/network", cancellationToken))!;
        await SetBaseUrlAsync("/jellyfin");
        try
        {
            var (master, address) = await GetTextAsync(First, "/jellyfin" + Universal(server.Film) + "&container=flac&transcodingProtocol=hls");

            Assert.StartsWith("/jellyfin/audio/", address.AbsolutePath, StringComparison.Ordinal);
            Assert.Contains("main.m3u8", master, StringComparison.Ordinal);
        }
        finally
        {
            await SetBaseUrlAsync("");
        }

        async Task SetBaseUrlAsync(string url)
        {
            network["BaseUrl"] = url;
            (await server.Client.PostAsJsonAsync("/System/Configuration/network", network, cancellationToken)).EnsureSuccessStatusCode();
            await Eventually.IsTrueAsync(
                async () => await server.Client.StatusAsync(HttpMethod.Get, "/jellyfin/System/Info/Public") == HttpStatusCode.OK == url.Length > 0, "the base URL is set");
        }
    }

    private static HttpClient Client(Replica replica) => new() { BaseAddress = new Uri(replica.Url), Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Text of the answer, and where it came from after redirection.</summary>
    private static async Task<(string Text, Uri Address)> GetTextAsync(Replica replica, string path)
    {
        using var client = Client(replica);
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {path}\n{replica.Log}");
        return (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.RequestMessage!.RequestUri!);
    }

    private static async Task<byte[]> GetBytesAsync(Replica replica, string path)
    {
        using var client = Client(replica);
        return await client.GetByteArrayAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
    }

    private string Universal(Guid item) => $"/Audio/{item:N}/universal?ApiKey={server.Token}&deviceId={StreamPlayer.DeviceId}";
}
