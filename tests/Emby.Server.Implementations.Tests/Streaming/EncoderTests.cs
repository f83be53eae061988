using Jellyfin.Testing;
using MediaBrowser.Controller.Streaming.Pipelines;

namespace Emby.Server.Implementations.Tests.Streaming;

/// <summary>Streams of the encoders that this machine has: replicas with different ones continue each other's.</summary>
public sealed class EncoderTests(SeamFixture films) : IClassFixture<SeamFixture>
{
    /// <summary>Of the pictures' mean brightness, 0 to 255, where both encoders lose something.</summary>
    private const double Tolerance = 6;

    private static readonly VideoPipeline Fast = new() { Preset = "ultrafast", Crf = 16 };
    private static readonly VideoPipeline Slow = new() { Preset = "slow", Crf = 16 };

    [Theory]
    [InlineData("h264", "ts")]
    [InlineData("h264", "mp4")]
    [InlineData("hevc", "ts")]
    [InlineData("hevc", "mp4")]
    [InlineData("vp9", "mp4")]
    [InlineData("av1", "mp4")]
    public async Task A_replica_with_another_encoder_continues_a_stream(string codec, string container)
    {
        var plan = await films.PlanAsync(SeamSource.Find("b-frames.mp4"), container, copy: false, codec);

        var whole = films.StreamAsync(plan, (0, Fast));
        var joined = films.StreamAsync(plan, (0, Fast), (plan.Grid.Count / 2, Slow));
        await Task.WhenAll(whole, joined);

        var seam = Seam.Between((await whole).Stream, (await joined).Stream);
        Assert.Equal(codec, plan.Video!.Codec);
        Assert.Equal(seam with { Frames = 240, MissingFrames = 0, ExtraFrames = 0, MissingSounds = 0, ExtraSounds = 0 }, seam);
        Assert.InRange(seam.Difference, 0, Tolerance);
        if (codec == "h264" && container == "mp4")
        {
            var inits = (await joined).Inits;
            Assert.NotEqual(inits[0], inits[1]);
        }
    }
}
