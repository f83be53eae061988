using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Jellyfin.LocalCluster.Setup;

namespace Jellyfin.Failover.Tests.Load;

/// <summary>Plays a film that has to be transcoded: asks for one HLS segment after the other, faster than anybody watches.</summary>
internal sealed class Viewer(ServerClient client, string film) : LoadClient(client)
{
    private static readonly TimeSpan BetweenSegments = TimeSpan.FromMilliseconds(500);

    private readonly Queue<string> _segments = [];

    public int Segments { get; private set; }

    /// <summary>An error of HLS ends most players for good.</summary>
    protected override async Task StepAsync(CancellationToken stop)
    {
        if (_segments.Count == 0)
        {
            await OpenAsync(stop);
            return;
        }

        if (await SendAsync(HttpMethod.Get, _segments.Peek(), null, stop) is not null)
        {
            _segments.Dequeue();
            Segments++;
        }

        await Task.Delay(BetweenSegments, TimeProvider.System, stop);
    }

    private async Task OpenAsync(CancellationToken stop)
    {
        using var body = JsonContent.Create(new
        {
            AllowVideoStreamCopy = false,
            AllowAudioStreamCopy = false,
            DeviceProfile = new
            {
                MaxStreamingBitrate = 20_000_000,
                TranscodingProfiles = new[]
                {
                    new { Container = "ts", Type = "Video", VideoCodec = "h264", AudioCodec = "aac", Protocol = "hls", Context = "Streaming" },
                },
            },
        });
        if (await SendAsync(HttpMethod.Post, $"/Items/{film}/PlaybackInfo", body, stop) is not { } info)
        {
            return;
        }

        var master = (string)JsonNode.Parse(info)!["MediaSources"]![0]!["TranscodingUrl"]!;
        var main = master.Replace("master.m3u8", "main.m3u8", StringComparison.Ordinal);
        var folder = main[..(main.IndexOf("main.m3u8", StringComparison.Ordinal))];
        foreach (var line in (await SendAsync(HttpMethod.Get, main, null, stop) ?? "").Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.Length > 0 && line[0] != '#')
            {
                _segments.Enqueue(line[0] == '/' ? line : folder + line);
            }
        }
    }
}
