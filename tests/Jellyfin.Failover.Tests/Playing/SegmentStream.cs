using System.Globalization;
using Jellyfin.LocalCluster.Setup;
using Jellyfin.Testing.Playing;

namespace Jellyfin.Failover.Tests.Playing;

/// <summary>A transcoded stream of a film, asked for by hand.</summary>
public sealed class SegmentStream(string film, string device, string session)
{
    /// <summary>A stream that a test before this one left behind ends when nobody has asked for it for a minute.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(90);

    public async Task ReadAsync(ServerClient client, int segment, CancellationToken cancellationToken)
    {
        var url = string.Create(
            CultureInfo.InvariantCulture,
            $"/Videos/{film}/hls1/main/{segment}.ts?mediaSourceId={film}&playSessionId={session}&deviceId={device}&videoCodec=h264&audioCodec=aac&segmentContainer=ts&allowVideoStreamCopy=false&maxWidth=320&videoBitRate=300000");
        using var response = await client.Http.GetAsync(new Uri(url, UriKind.Relative), cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async Task StopAsync(ServerClient client, CancellationToken cancellationToken)
    {
        using var response = await client.Http.DeleteAsync(
            new Uri($"/Videos/ActiveEncodings?deviceId={device}&playSessionId={session}", UriKind.Relative), cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>How many each replica makes, of those that make any.</summary>
    public static async Task<Dictionary<string, int>> MakersAsync(ServerClient admin, CancellationToken cancellationToken)
        => (await RunningStreams.ReadAsync(admin, cancellationToken)).Where(pair => pair.Value > 0).ToDictionary();

    /// <summary>Until no replica makes any.</summary>
    public static Task UntilNoneAsync(ServerClient admin, TimeSpan limit, CancellationToken cancellationToken)
        => Wait.UntilAsync(async () => (await MakersAsync(admin, cancellationToken)).Count == 0, "nobody makes a stream", limit, cancellationToken);
}
