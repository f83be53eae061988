using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Jellyfin.Server.Tests.Sessions;
using Jellyfin.Testing;

namespace Jellyfin.Server.Tests.Streaming;

/// <summary>Streams whose address a user knows, but which administrators do not let the user have made.</summary>
[Collection<StreamServers>]
public sealed class TranscodeRightsTests(StreamingFixture server)
{
    private const string Codecs = "?VideoCodec=h264&AudioCodec=aac&SegmentContainer=ts&DeviceId=rights";
    private const string Encoded = Codecs + "&AllowVideoStreamCopy=false";

    /// <summary>By the right that is needed, on the film; segments last, as they would start ffmpeg.</summary>
    private static readonly Dictionary<string, string[]> Addresses = new()
    {
        ["EnableVideoPlaybackTranscoding"] = ["Videos/*/master.m3u8" + Encoded, "Videos/*/main.m3u8" + Encoded, "Videos/*/stream.mp4" + Encoded, "Videos/*/hls1/main/0.ts" + Encoded],
        ["EnableAudioPlaybackTranscoding"] = ["Audio/*/main.m3u8?AudioCodec=mp3", "Audio/*/stream.mp3?AudioCodec=mp3", "Audio/*/hls1/main/0.ts?AudioCodec=mp3"],
        ["EnablePlaybackRemuxing"] = ["Videos/*/main.m3u8" + Codecs, "Videos/*/stream.mp4" + Codecs, "Videos/*/hls1/main/0.ts" + Codecs],
    };

    [Theory]
    [InlineData("EnableVideoPlaybackTranscoding")]
    [InlineData("EnableAudioPlaybackTranscoding")]
    [InlineData("EnablePlaybackRemuxing")]
    public async Task What_a_user_may_not_have_made_is_refused_in_segments_and_in_one(string right)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await server.PrepareAsync(cancellationToken);
        using var created = await server.Client.PostAsJsonAsync("/Users/New", new { Name = right, Password = right }, cancellationToken);
        var user = (await created.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!;
        user["Policy"]![right] = false;
        await server.Client.SendAsync($"/Users/{user["Id"]}/Policy", user["Policy"]);
        var (token, _) = await ReplicaFixture.LogInAsync(server.Replicas[1], right, right, "rights");

        foreach (var replica in server.Replicas)
        {
            using var client = replica.CreateClient(token, "rights");
            foreach (var address in Addresses[right])
            {
                await Eventually.IsTrueAsync(async () => await StatusAsync(client, address) == HttpStatusCode.Forbidden, address + " is forbidden");
            }

            foreach (var address in Addresses.Where(entry => entry.Key != right).SelectMany(entry => entry.Value.SkipLast(1)))
            {
                Assert.Equal((address, HttpStatusCode.OK), (address, await StatusAsync(client, address)));
            }
        }

        Assert.All(server.Replicas, replica => Assert.Empty(StreamPlayer.Jobs(replica)));
    }

    /// <summary>Streams in one are asked for their headers alone, which starts nothing.</summary>
    private Task<HttpStatusCode> StatusAsync(HttpClient client, string address) => client.StatusAsync(
        address.Contains("/stream.", StringComparison.Ordinal) ? HttpMethod.Head : HttpMethod.Get,
        "/" + address.Replace("*", server.Film.ToString("N"), StringComparison.Ordinal));
}
