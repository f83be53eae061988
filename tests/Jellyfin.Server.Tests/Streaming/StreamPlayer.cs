using System.Net;
using System.Globalization;
using System.Text;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>Asks for segments as a player does, of any replica, and looks at what replicas have running.</summary>
internal sealed class StreamPlayer(StreamingFixture server, Guid film, string token, string playSession)
{
    public const string DeviceId = "player";
    private const int FramesPerSegment = 72;

    public string Query { get; init; } = "VideoCodec=h264&AudioCodec=aac&SegmentContainer=ts&AllowVideoStreamCopy=false&AllowAudioStreamCopy=false";

    public StreamPlayer(StreamingFixture server, Guid film)
        : this(server, film, server.Token, Guid.NewGuid().ToString("N"))
    {
    }

    public string PlaySession => playSession;

    /// <summary>For answers that are no segments.</summary>
    public async Task<(HttpStatusCode Status, string Text)> TextAsync(Replica replica, int segment)
    {
        var (status, body) = await AskAsync(replica, segment);
        return (status, Encoding.UTF8.GetString(body));
    }

    /// <summary>Time of the first frame in seconds; the segment must be there and whole.</summary>
    public async Task<double> PlayAsync(Replica replica, int segment)
    {
        var (status, body) = await AskAsync(replica, segment);
        Assert.True(status == HttpStatusCode.OK, $"{status} {Encoding.UTF8.GetString(body)}\n{string.Join('\n', server.Replicas.Select(each => each.Log))}");
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, body);
        var times = await StreamingFixture.FrameTimesAsync(file, TestContext.Current.CancellationToken);
        File.Delete(file);
        Assert.InRange(times.Length, FramesPerSegment - 1, FramesPerSegment);
        return times[0];
    }

    public async Task StopAsync(Replica replica)
    {
        using var client = replica.CreateClient(token);
        using var response = await client.DeleteAsync(
            new Uri($"/Videos/ActiveEncodings?playSessionId={Uri.EscapeDataString(playSession)}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    public static string[] Jobs(Replica replica)
        => Directory.Exists(replica.Transcodes)
            ? Directory.GetDirectories(replica.Transcodes).SelectMany(Directory.GetDirectories).SelectMany(Directory.GetDirectories).ToArray()
            : [];

    /// <summary>Processes that write into the replica's folder, whoever their parent is.</summary>
    public static int[] Encoders(Replica replica)
        => Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && WorkingDirectory(id).StartsWith(replica.Transcodes, StringComparison.Ordinal))
            .ToArray();

    public static bool IsPaused(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].StartsWith('T');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string WorkingDirectory(int process)
    {
        try
        {
            return new FileInfo($"/proc/{process}/cwd").LinkTarget ?? "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private async Task<(HttpStatusCode Status, byte[] Body)> AskAsync(Replica replica, int segment)
    {
        using var client = new HttpClient { BaseAddress = new Uri(replica.Url), Timeout = TimeSpan.FromSeconds(60) };
        using var response = await client.GetAsync(
            new Uri($"/videos/{film:N}/hls1/main/{segment}.ts?{Query}&DeviceId={DeviceId}&PlaySessionId={Uri.EscapeDataString(playSession)}&ApiKey={token}", UriKind.Relative),
            TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
