using Jellyfin.Testing;

namespace Emby.Server.Implementations.Tests.Streaming;

/// <summary>A stream that changes the replica in the middle is the stream that one replica makes. Every source once encoded and once copied; for the table, each in both kinds of segments.</summary>
public sealed class SeamTests(SeamFixture films) : IClassFixture<SeamFixture>
{
    /// <summary>Of the pictures' mean brightness, 0 to 255: encoders do not make the same bits twice.</summary>
    private const double Tolerance = 2;

    public static TheoryData<string, string, bool> Cases()
    {
        var cases = new TheoryData<string, string, bool>();
        foreach (var (index, source) in SeamSource.All.Index())
        {
            foreach (var container in new[] { "ts", "mp4" })
            {
                var isEncoded = index % 2 == 0 == (container == "ts");
                if (IsInBoth(source) || isEncoded)
                {
                    cases.Add(source.Name, container, false);
                }

                if (source.CanBeCopiedInto(container) && (IsInBoth(source) || !isEncoded || !source.CanBeCopiedInto("ts")))
                {
                    cases.Add(source.Name, container, true);
                }
            }
        }

        return cases;
    }

    private static bool IsInBoth(SeamSource source) => SeamTable.IsWanted || source.Name == "b-frames.mp4";

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_fresh_run_continues_a_stream_without_a_seam(string source, string container, bool copy)
    {
        var plan = await films.PlanAsync(SeamSource.Find(source), container, copy);

        var streams = await Task.WhenAll(films.StreamAsync(plan, 0), films.StreamAsync(plan, 0, plan.Grid.Count / 2));

        var seam = Seam.Between(streams[0], streams[1]);
        await SeamTable.AddAsync(source, container, copy, seam);
        Assert.InRange(seam.Frames, 220, 620);
        Assert.Equal(seam with { MissingFrames = 0, ExtraFrames = 0, MissingSounds = 0, ExtraSounds = 0 }, seam);
        Assert.InRange(seam.Difference, 0, copy ? 0 : Tolerance);
    }

    [Theory]
    [InlineData("h264-aac.mp4", "ts", "aac")]
    [InlineData("h264-aac.mp4", "ts", null)]
    [InlineData("44100.mp4", "ts", "mp3")]
    [InlineData("44100.mp4", "mp4", "aac")]
    [InlineData("44100.mp4", "mp4", null)]
    [InlineData("h264.ts", "mp4", "opus")]
    [InlineData("h264.ts", "mp4", null)]
    [InlineData("5.1.mkv", "ts", null)]
    [InlineData("5.1.mkv", "ts", "ac3")]
    [InlineData("5.1.mkv", "ts", "mp3")]
    [InlineData("late-sound.mkv", "ts", "aac")]
    [InlineData("late-start.mkv", "ts", null)]
    public async Task A_fresh_run_continues_sound_alone_without_a_seam(string source, string container, string? codec)
    {
        var plan = await films.SoundPlanAsync(SeamSource.Find(source), container, codec);

        var streams = await Task.WhenAll(films.StreamAsync(plan, 0), films.StreamAsync(plan, 0, plan.Grid.Count / 2));

        var seam = Seam.Between(streams[0], streams[1]);
        await SeamTable.AddSoundAsync(source, container, codec, seam, streams[0].AudioTimes.Count);
        Assert.InRange(streams[0].AudioTimes.Count, 260, 620);
        Assert.InRange(seam.Frames, 190, 260);
        Assert.Equal(seam with { MissingFrames = 0, ExtraFrames = 0, MissingSounds = 0, ExtraSounds = 0 }, seam);
        Assert.InRange(seam.Difference, 0, codec is null ? 0 : Tolerance);
    }
}
