using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>Streams in segments, every request to the other replica.</summary>
[Collection<StreamServers>]
public sealed class HlsTests(StreamingFixture server)
{
    private const int Patience = 15;

    private int _requests;

    [Theory]
    [InlineData("ts", true, 5)]
    [InlineData("mp4", true, 5)]
    [InlineData("ts", false, 3)]
    [InlineData("mp4", false, 3)]
    public async Task A_stream_has_every_picture_once_whichever_replica_is_asked(string container, bool encode, int segments)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await server.PrepareAsync(cancellationToken);

        var (lines, file, jobs) = await PlayAsync(container, encode);

        Assert.Equal(segments, lines);
        var (frames, errors) = await StreamingFixture.DecodeAsync(file, cancellationToken);
        Assert.Equal((int)Math.Ceiling(StreamingFixture.Seconds * StreamingFixture.FrameRate), frames);
        Assert.Equal("", errors);
        var times = await StreamingFixture.FrameTimesAsync(file, cancellationToken);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 0.03, 0.055));
        File.Delete(file);
        if (jobs > 1)
        {
            // Where Redis is too slow for a moment each replica makes what it is asked for.
            (_, file, jobs) = await PlayAsync(container, encode);
            File.Delete(file);
        }

        Assert.Equal(1, jobs);
    }

    [Fact]
    public async Task Key_frames_that_become_known_between_the_playlists_do_not_change_what_the_master_decided()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await server.PrepareAsync(cancellationToken);
        var folder = $"/videos/{server.Broken:N}/";
        var master = await GetTextAsync($"{folder}master.m3u8?VideoCodec=hevc,h264&AudioCodec=aac&SegmentContainer=ts&ApiKey={server.Token}");

        await server.SaveKeyFramesAsync(server.Broken, [0, 7 * TimeSpan.TicksPerSecond], cancellationToken);
        var main = await GetTextAsync(folder + master.Split('\n').First(line => line.StartsWith("main.m3u8", StringComparison.Ordinal)));

        Assert.Contains("#EXTINF:3.000000,", main, StringComparison.Ordinal);
        Assert.All(
            main.Split('\n').Where(line => line.StartsWith("hls1/", StringComparison.Ordinal)),
            line => Assert.Contains("&allowVideoStreamCopy=false&", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_shows_on_one_replica_what_the_other_transcodes_for_it()
    {
        var player = await server.PlayerAsync();
        await player.PlayAsync(server.Replicas[0], 0);
        using var device = server.Replicas[0].CreateClient(server.Token, "transcoding");
        await device.SendAsync("/Sessions/Playing", new { ItemId = server.LongFilm, PlaySessionId = player.PlaySession, PlayMethod = "Transcode" });

        using var elsewhere = server.Replicas[1].CreateClient(server.Token);
        JsonElement made = default;
        await Eventually.IsTrueAsync(
            async () => Assert.Single((await elsewhere.ReadAsync("/Sessions?deviceId=transcoding")).EnumerateArray()).TryGetProperty("TranscodingInfo", out made),
            "the other replica knows what is made");

        await player.StopAsync(server.Replicas[0]);
        Assert.Equal(("h264", "aac"), (made.GetProperty("VideoCodec").GetString(), made.GetProperty("AudioCodec").GetString()));
        Assert.False(made.GetProperty("IsVideoDirect").GetBoolean());
    }

    [Fact]
    public async Task A_segment_covers_the_same_time_when_the_stream_starts_there()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await server.PrepareAsync(cancellationToken);
        var fromStart = await TranscodingUrlAsync("ts", encode: true);
        var fromThere = await TranscodingUrlAsync("ts", encode: true);

        await GetBytesAsync(SegmentUrl(fromStart, 0));
        var first = await FrameTimesAsync(await GetBytesAsync(SegmentUrl(fromStart, 2)));
        var second = await FrameTimesAsync(await GetBytesAsync(SegmentUrl(fromThere, 2)));

        Assert.Equal(first.Length, second.Length);
        Assert.All(first.Zip(second), pair => Assert.Equal(pair.First, pair.Second, 0.002));
        await StopAndCountJobsAsync(fromStart, fromThere);
    }

    [Fact]
    public async Task A_player_that_resumes_gets_the_initialisation_segment_and_its_first_picture_from_one_ffmpeg()
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);
        var url = await TranscodingUrlAsync("mp4", encode: true, startSeconds: 10);

        await GetBytesAsync(SegmentUrl(url, -1));
        await GetBytesAsync(SegmentUrl(url, 3));

        Assert.Single(Directory.GetDirectories(Assert.Single(server.Replicas.SelectMany(StreamPlayer.Jobs))));
        await StopAndCountJobsAsync(url);
    }

    [Fact]
    public async Task Stopping_on_the_other_replica_ends_ffmpeg_and_removes_its_output()
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);
        var url = await TranscodingUrlAsync("ts", encode: true);
        await GetBytesAsync(SegmentUrl(url, 0));
        var owner = server.Replicas.Single(replica => StreamPlayer.Jobs(replica).Length == 1);

        using var other = server.Replicas.Single(replica => replica != owner).CreateClient(server.Token);
        var response = await other.DeleteAsync(
            new Uri($"/Videos/ActiveEncodings?deviceId=x&playSessionId={Parameter(url, "PlaySessionId")}", UriKind.Relative),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await Eventually.IsTrueAsync(
            () => server.Replicas.All(replica => StreamPlayer.Jobs(replica).Length == 0 && FfmpegProcesses(replica) == 0), "nothing is left of it", Patience);
    }

    [Fact]
    public async Task A_stream_goes_on_when_its_replica_is_killed_and_the_next_start_leaves_nothing_behind()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await server.PrepareAsync(cancellationToken);
        var url = await TranscodingUrlAsync("ts", encode: true);
        await GetBytesAsync(SegmentUrl(url, 0));
        var owner = server.Replicas.Single(replica => StreamPlayer.Jobs(replica).Length == 1);
        var other = server.Replicas.Single(replica => replica != owner);

        await owner.KillAsync(cancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(other.Url) };
        var segment = await client.GetByteArrayAsync(new Uri(SegmentUrl(url, 2), UriKind.Relative), cancellationToken);
        await owner.StartAsync(cancellationToken);

        Assert.Equal(72, (await FrameTimesAsync(segment)).Length);
        await Eventually.IsTrueAsync(() => StreamPlayer.Jobs(owner).Length == 0, "the next start removes what was left", Patience);
        await StopAndCountJobsAsync(url);
    }

    [Fact]
    public async Task A_stream_moves_when_its_replica_drains()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await server.PrepareAsync(cancellationToken);
        var url = await TranscodingUrlAsync("ts", encode: true);
        await GetBytesAsync(SegmentUrl(url, 0));
        var owner = server.Replicas.Single(replica => StreamPlayer.Jobs(replica).Length == 1);
        var other = server.Replicas.Single(replica => replica != owner);
        using var admin = other.CreateClient(server.Token);
        using var player = new HttpClient { BaseAddress = new Uri(other.Url) };
        async Task<HttpStatusCode> OrderAsync(string order)
        {
            using var response = await admin.PostAsync(new Uri($"/Cluster/Replicas/{owner.Id}/{order}", UriKind.Relative), null, cancellationToken);
            return response.StatusCode;
        }

        await Eventually.IsTrueAsync(async () => await OrderAsync("Drain") == HttpStatusCode.Accepted, "the order is taken", seconds: 30);
        await Eventually.IsTrueAsync(
            async () =>
            {
                var segment = await player.GetByteArrayAsync(new Uri(SegmentUrl(url, 1), UriKind.Relative), cancellationToken);
                return segment.Length > 0 && StreamPlayer.Jobs(other).Length == 1;
            },
            "the other replica makes it",
            seconds: 30);

        await Eventually.IsTrueAsync(() => StreamPlayer.Jobs(owner).Length == 0 && FfmpegProcesses(owner) == 0, "nothing is left of it", Patience);
        Assert.Equal(HttpStatusCode.Accepted, await OrderAsync("Undrain"));
        await StopAndCountJobsAsync(url);
    }

    [Fact]
    public async Task A_file_that_is_no_film_is_a_clear_error()
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);
        var url = (await TranscodingUrlAsync("ts", encode: true)).Replace(server.Film.ToString("D"), server.Broken.ToString("D"), StringComparison.Ordinal)
            .Replace(server.Film.ToString("N"), server.Broken.ToString("N"), StringComparison.Ordinal);

        using var client = server.Replicas[0].CreateClient(server.Token);
        using var response = await client.GetAsync(new Uri(SegmentUrl(url, 0), UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("ffmpeg failed.", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.All(server.Replicas, replica => Assert.DoesNotContain(StreamingFixture.BrokenName, replica.Log, StringComparison.Ordinal));
        await Eventually.IsTrueAsync(() => StreamPlayer.Jobs(server.Replicas[0]).Length == 0, "nothing is left of it", Patience);
    }

    [Fact]
    public async Task Segments_need_a_token_and_files_do_not()
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);
        using var anonymous = new HttpClient { BaseAddress = new Uri(server.Replicas[0].Url) };
        using var range = new HttpRequestMessage(HttpMethod.Get, $"/Videos/{server.Film:N}/stream.mkv?Static=true&mediaSourceId={server.Film:N}");
        range.Headers.Range = new(1000, 1999);

        using var refused = await anonymous.GetAsync(new Uri($"/videos/{server.Film:D}/hls1/main/0.ts", UriKind.Relative), TestContext.Current.CancellationToken);
        using var partial = await anonymous.SendAsync(range, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.PartialContent, partial.StatusCode);
        Assert.Equal(1000, partial.Content.Headers.ContentLength);
        Assert.Equal("video/x-matroska", partial.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_user_without_the_library_gets_neither_playlist_nor_segment()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await server.PrepareAsync(cancellationToken);
        var url = await TranscodingUrlAsync("ts", encode: true);
        var main = url.Replace("master.m3u8", "main.m3u8", StringComparison.Ordinal);
        using var created = await server.Client.PostAsJsonAsync("/Users/New", new { Name = "guest", Password = "guest" }, cancellationToken);
        var user = (await created.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!;
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[0], "guest", "guest", "guest-device");
        using var guest = server.Replicas[0].CreateClient(token, "guest-device");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(main));
        user["Policy"]!["EnableAllFolders"] = false;
        using var restricted = await server.Client.PostAsJsonAsync($"/Users/{user["Id"]}/Policy", user["Policy"], cancellationToken);
        restricted.EnsureSuccessStatusCode();

        foreach (var address in new[] { url, main, SegmentUrl(url, 0) })
        {
            await Eventually.IsTrueAsync(async () => await StatusAsync(address) == HttpStatusCode.NotFound, "the stream is not there for the guest");
        }

        async Task<HttpStatusCode> StatusAsync(string address)
        {
            var asGuest = address.Replace($"ApiKey={server.Token}", $"ApiKey={token}", StringComparison.Ordinal);
            using var response = await guest.GetAsync(new Uri(asGuest, UriKind.Relative), cancellationToken);
            return response.StatusCode;
        }
    }

    private static string Base(string url) => url[..(url.LastIndexOf("master.m3u8", StringComparison.Ordinal))];

    private static string SegmentUrl(string url, int segment)
        => $"{Base(url)}hls1/main/{segment}.ts?{url[(url.IndexOf('?', StringComparison.Ordinal) + 1)..]}&runtimeTicks=0&actualSegmentLengthTicks=0";

    private static string Parameter(string url, string name)
        => url.Split('?', '&').First(pair => pair.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];

    /// <summary>Children of the replica that are ffmpeg, dead ones included.</summary>
    private static int FfmpegProcesses(Replica replica)
        => Directory.GetDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .Count(folder => ReadStat(folder) is { } stat && stat.Contains("(ffmpeg)", StringComparison.Ordinal)
                && stat.Split(") ")[1].Split(' ')[1] == replica.ProcessId.ToString(CultureInfo.InvariantCulture));

    private static string? ReadStat(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "stat"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task<double[]> FrameTimesAsync(byte[] segment)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, segment);
        var times = await StreamingFixture.FrameTimesAsync(file, TestContext.Current.CancellationToken);
        File.Delete(file);
        return times;
    }

    /// <summary>From the first segment to the last. Returns how many segments that are, all of them in one file, and how often the stream was made.</summary>
    private async Task<(int Segments, string File, int Jobs)> PlayAsync(string container, bool encode)
    {
        var url = await TranscodingUrlAsync(container, encode);
        var playlist = await GetTextAsync(Base(url) + (await GetTextAsync(url)).Split('\n').First(line => line.StartsWith("main.m3u8", StringComparison.Ordinal)));
        var lines = playlist.Split('\n').Where(line => line.StartsWith("hls1/", StringComparison.Ordinal)).ToList();
        var init = playlist.Split('\n').Where(line => line.StartsWith("#EXT-X-MAP", StringComparison.Ordinal)).Select(line => line.Split('"')[1]);
        var file = Path.GetTempFileName();
        await using (var output = File.Create(file))
        {
            foreach (var line in init.Concat(lines))
            {
                await output.WriteAsync(await GetBytesAsync(Base(url) + line), TestContext.Current.CancellationToken);
            }
        }

        return (lines.Count, file, await StopAndCountJobsAsync(url));
    }

    /// <summary>Asks as a player that takes H.264 in the given segments, but no Matroska.</summary>
    private async Task<string> TranscodingUrlAsync(string container, bool encode, int startSeconds = 0)
    {
        var profile = new
        {
            MaxStreamingBitrate = 20_000_000,
            DirectPlayProfiles = new[] { new { Container = "mp4", Type = "Video", VideoCodec = "h264", AudioCodec = "aac" } },
            TranscodingProfiles = new[]
            {
                new { Container = container, Type = "Video", VideoCodec = "h264", AudioCodec = "aac", Protocol = "hls", Context = "Streaming", MaxAudioChannels = "2" },
            },
            SubtitleProfiles = new[] { new { Format = "vtt", Method = "External" } },
        };
        using var client = NextClient();
        using var response = await client.PostAsJsonAsync(
            $"/Items/{server.Film:N}/PlaybackInfo",
            new { DeviceProfile = profile, StartTimeTicks = startSeconds * TimeSpan.TicksPerSecond, AllowVideoStreamCopy = !encode, AllowAudioStreamCopy = !encode },
            TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        var info = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return info.GetProperty("MediaSources")[0].GetProperty("TranscodingUrl").GetString()!;
    }

    private async Task<int> StopAndCountJobsAsync(params string[] urls)
    {
        var jobs = server.Replicas.Sum(replica => StreamPlayer.Jobs(replica).Length);
        using var client = NextClient();
        foreach (var url in urls)
        {
            await client.DeleteAsync(
                new Uri($"/Videos/ActiveEncodings?playSessionId={Parameter(url, "PlaySessionId")}", UriKind.Relative), TestContext.Current.CancellationToken);
        }

        await Eventually.IsTrueAsync(() => server.Replicas.All(replica => StreamPlayer.Jobs(replica).Length == 0), "nothing is left of them", Patience);
        return jobs;
    }

    private async Task<string> GetTextAsync(string url) => System.Text.Encoding.UTF8.GetString(await GetBytesAsync(url));

    /// <summary>Like players: without headers, the token is in the address.</summary>
    private async Task<byte[]> GetBytesAsync(string url)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Next().Url), Timeout = TimeSpan.FromSeconds(60) };
        using var response = await client.GetAsync(new Uri(url, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {url}\n{server.Replicas[0].Log}\n{server.Replicas[1].Log}");
        return await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private HttpClient NextClient() => Next().CreateClient(server.Token);

    private Replica Next() => server.Replicas[_requests++ % 2];
}
