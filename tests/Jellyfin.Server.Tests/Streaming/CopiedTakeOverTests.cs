using System.Globalization;
using System.Net;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>Another replica continues a stream whose picture and sound are copied. What a player received is what one replica would have sent.</summary>
[Collection<TakeOverServers>]
public sealed class CopiedTakeOverTests(StreamingFixture server)
{
    private Replica First => server.Replicas[0];

    private Replica Second => server.Replicas[1];

    [Theory]
    [InlineData("ts", "KILL")]
    [InlineData("mp4", "KILL")]
    [InlineData("ts", "STOP")]
    [InlineData("mp4", "Drain")]
    public async Task Every_packet_arrives_once(string container, string fault)
    {
        await server.PrepareAsync(TestContext.Current.CancellationToken);
        var whole = await PlayAsync(container, _ => Task.CompletedTask, Second);
        await server.NothingRunsAsync();

        var stream = await PlayWithAsync(fault, container);

        var seam = Seam.Between(whole, stream);
        Assert.Equal((int)Math.Ceiling(StreamingFixture.Seconds * StreamingFixture.FrameRate), seam.Frames);
        Assert.Equal(seam with { MissingFrames = 0, ExtraFrames = 0, MissingSounds = 0, ExtraSounds = 0, Difference = 0 }, seam);
        await server.NothingRunsAsync(seconds: 20);
    }

    private async Task<DecodedStream> PlayWithAsync(string fault, string container)
    {
        try
        {
            return await PlayAsync(container, next => BeginAsync(fault, next), First, Second);
        }
        finally
        {
            await EndAsync(fault);
        }
    }

    /// <summary>All of the film. The first replica is asked for its first segment, the last one for all others, after something has happened.</summary>
    private async Task<DecodedStream> PlayAsync(string container, Func<string, Task> happens, params Replica[] replicas)
    {
        var folder = $"/videos/{server.Film:N}/";
        var session = Guid.NewGuid().ToString("N");
        var query = $"VideoCodec=h264&AudioCodec=aac&SegmentContainer={container}&DeviceId={StreamPlayer.DeviceId}&PlaySessionId={session}&ApiKey={server.Token}";
        var playlist = (await GetAsync(replicas[0], $"{folder}main.m3u8?{query}", body => body.ReadAsStringAsync(TestContext.Current.CancellationToken))).Split('\n');
        Assert.DoesNotContain(playlist, line => line.Contains("allowVideoStreamCopy=false", StringComparison.Ordinal));
        var init = playlist.Where(line => line.StartsWith("#EXT-X-MAP", StringComparison.Ordinal)).Select(line => line.Split('"')[1]);
        var segments = playlist.Where(line => line.StartsWith("hls1/", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, segments.Count);
        var file = Path.GetTempFileName();
        await using (var output = File.Create(file))
        {
            await WriteAsync(output, replicas[0], init.Append(segments[0]).Select(line => folder + line));
            await happens(folder + segments[1]);
            await WriteAsync(output, replicas[^1], segments.Skip(1).Select(line => folder + line));
        }

        Assert.Single(StreamPlayer.Jobs(replicas[^1]));
        await new StreamPlayer(server, server.Film, server.Token, session).StopAsync(replicas[^1]);
        var stream = await DecodedStream.OfAsync(file);
        File.Delete(file);
        return stream;
    }

    private async Task BeginAsync(string fault, string next)
    {
        Assert.Single(StreamPlayer.Jobs(First));
        if (fault != "Drain")
        {
            await SignalAsync(fault);
            return;
        }

        await Eventually.IsTrueAsync(() => IsTakenAsync("Drain"), "the order is taken", seconds: 30);
        await Eventually.IsTrueAsync(
            async () =>
            {
                await GetAsync(Second, next, body => body.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
                return StreamPlayer.Jobs(Second).Length == 1;
            },
            "the other replica makes it",
            seconds: 30);
    }

    private async Task EndAsync(string fault)
    {
        switch (fault)
        {
            case "KILL":
                await First.StartAsync(TestContext.Current.CancellationToken);
                break;
            case "STOP":
                await SignalAsync("CONT");
                break;
            default:
                Assert.True(await IsTakenAsync("Undrain"));
                break;
        }
    }

    private async Task<bool> IsTakenAsync(string order)
    {
        using var admin = Second.CreateClient(server.Token);
        using var response = await admin.PostAsync(
            new Uri($"/Cluster/Replicas/{First.Id}/{order}", UriKind.Relative), null, TestContext.Current.CancellationToken);
        return response.StatusCode == HttpStatusCode.Accepted;
    }

    private async Task SignalAsync(string signal) => await StreamingFixture.RunAsync(
        "kill", ["-" + signal, First.ProcessId.ToString(CultureInfo.InvariantCulture)], TestContext.Current.CancellationToken);

    private static async Task WriteAsync(FileStream output, Replica replica, IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            await output.WriteAsync(
                await GetAsync(replica, address, body => body.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken);
        }
    }

    private static async Task<T> GetAsync<T>(Replica replica, string address, Func<HttpContent, Task<T>> read)
    {
        using var client = new HttpClient { BaseAddress = new Uri(replica.Url), Timeout = TimeSpan.FromSeconds(60) };
        using var response = await client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {address}\n{replica.Log}");
        return await read(response.Content);
    }
}
