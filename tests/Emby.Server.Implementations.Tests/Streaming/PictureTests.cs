using Jellyfin.Testing;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Tests.Streaming;

/// <summary>What is done to the picture in software, with ffmpeg itself and small films of two seconds.</summary>
public sealed class PictureTests(SeamFixture films) : IClassFixture<SeamFixture>
{
    private const int Width = 320;
    private const int Height = 180;
    private const string H264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p";

    /// <summary>Of black as it is stored.</summary>
    private const int Black = 16;
    private const int Bright = 128;

    [Fact]
    public async Task Hdr_becomes_as_bright_as_sdr_would_be()
    {
        // 100 cd/m2: 50.8 % of the scale of HDR, where SDR would have it far higher.
        var film = await MakeAsync(
            "hdr.mkv",
            "format=yuv420p10le,geq=lum=500:cb=512:cr=512",
            "-c:v libx265 -preset ultrafast -x265-params log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc");

        var picture = (await PlayAsync(film))[10];

        Assert.InRange(picture.Average(pixel => pixel), 140, 165);
    }

    [Fact]
    public async Task Fields_become_frames()
    {
        var film = await MakeAsync(
            "fields.ts", "tinterlace=interleave_top,fieldorder=tff", H264 + " -flags +ilme+ildct -x264-params tff=1", "testsrc2=s=320x180:r=50:d=2");

        var pictures = await PlayAsync(film);

        Assert.Equal(50, pictures.Count);
        Assert.InRange(pictures.Skip(5).Average(Combing), 0.3, 0.7);
        Assert.InRange((await DecodeAsync(film)).Skip(5).Average(Combing), 0.75, 2);
    }

    [Fact]
    public async Task A_turned_film_is_shown_upright()
    {
        var lying = await MakeAsync("lying.mp4", "drawbox=x=0:y=0:w=160:h=180:color=white:t=fill", H264);
        var film = films.Media.Path("turned.mp4");
        await SampleMedia.FfmpegAsync(["-i", lying, "-c", "copy", "-metadata:s:v", "rotate=90", film]);
        var plan = await SeamFixture.PlanAsync(film, new());

        var picture = (await PlayAsync(film, Height, Width))[10];

        Assert.Equal((Height, Width), (plan.Video!.Width, plan.Video.Height));
        Assert.InRange(picture[(10 * Height) + (Height / 2)], 0, Black + 2);
        Assert.InRange(picture[((Width - 10) * Height) + (Height / 2)], 200, 255);
    }

    [Theory]
    [InlineData("ass")]
    [InlineData("srt")]
    public async Task Text_is_drawn_at_its_time_also_where_a_stream_starts_in_the_middle(string codec)
    {
        var text = films.Media.Text($"lines.{codec}.srt", "1\n00:00:00,500 --> 00:00:01,500\nHELLO HELLO\n\n2\n00:00:07,000 --> 00:00:08,000\nHELLO HELLO\n");
        var film = await MakeAsync($"{codec}.mkv", "null", $"-map 0 -map 1 -copyts {H264} -c:s {codec}", "color=black:s=320x180:r=24:d=9", text);
        var plan = await PlanWithSubtitleAsync(film);

        var whole = await PicturesAsync(await films.WriteAsync(plan, 0));
        var end = await PicturesAsync(await films.WriteAsync(plan, 2));

        Assert.Equal([false, true, false, true, false], new[] { 6, 24, 60, 180, 205 }.Select(frame => whole[frame].Any(pixel => pixel > Bright)));
        Assert.Equal([false, true, false], new[] { 10, 36, 60 }.Select(frame => end[frame].Any(pixel => pixel > Bright)));
    }

    [Fact]
    public async Task A_picture_of_a_larger_canvas_is_drawn_where_it_belongs()
    {
        var subtitle = films.Media.Path("box.sup");
        await File.WriteAllBytesAsync(subtitle, [.. PictureSubtitles.Sup(0, show: true), .. PictureSubtitles.Sup(1, show: false)], TestContext.Current.CancellationToken);
        var film = await MakeAsync("pictures.mkv", "null", $"-map 0 -map 1 {H264} -c:s copy", "color=black:s=320x180:r=24:d=2", subtitle);

        var pictures = await PicturesAsync(await films.WriteAsync(await PlanWithSubtitleAsync(film), 0));

        var bright = Enumerable.Range(0, Width * Height).Where(index => pictures[12][index] > Bright).ToList();
        Assert.InRange(bright.Min(index => index % Width), 125, 129);
        Assert.InRange(bright.Max(index => index % Width), 189, 194);
        Assert.InRange(bright.Min(index => index / Width), 148, 152);
        Assert.InRange(bright.Max(index => index / Width), 164, 168);
        Assert.DoesNotContain(pictures[40], pixel => pixel > Bright);
    }

    [Theory]
    [InlineData("sup")]
    [InlineData("idx")]
    public async Task Pictures_beside_the_film_are_drawn_at_their_time_also_where_a_stream_starts_in_the_middle(string kind)
    {
        var film = await MakeAsync($"beside-{kind}.mkv", "null", H264, "color=black:s=320x180:r=24:d=9");
        await PictureSubtitles.WriteAsync(film, kind, [(0.5, 1.5), (5, 7), (8, 8.5)]);
        var plan = await PlanWithSubtitleAsync(film);

        // The second is there before this run begins, half a second before its first segment.
        var whole = await PicturesAsync(await films.WriteAsync(plan, 0));
        var end = await PicturesAsync(await films.WriteAsync(plan, 2));

        Assert.True(plan.BurntSubtitle!.IsExternal);
        Assert.Equal(
            [false, true, false, true, true, false, true, false],
            new[] { 6, 24, 60, 130, 156, 180, 198, 210 }.Select(frame => whole[frame].Any(pixel => pixel > Bright)));
        Assert.Equal(whole.Skip(144).Select(Shown), end.Select(Shown));
    }

    [Theory]
    [InlineData("sup", "mkv", "copy", 0)]
    [InlineData("sup", "mkv", "copy", 30)]
    [InlineData("idx", "mkv", "copy", 0)]
    [InlineData("sup", "ts", "dvbsub", 0)]
    public async Task Pictures_inside_the_film_are_drawn_where_a_stream_starts_while_they_are_shown(string kind, string container, string codec, int filmStart)
    {
        var name = $"inside-{kind}-{codec}-{filmStart}";
        var source = films.Media.Path("of-" + name);
        await PictureSubtitles.WriteAsync(source, kind, [(0.5, 1.5), (17, 19), (20, 20.5)]);
        // Seeking goes to the cluster with the key frame before, so one must begin between the subtitle and the run.
        var clusters = container == "mkv" ? "-cluster_time_limit 500 " : "";
        var film = await MakeAsync(
            $"{name}.{container}",
            "null",
            $"-map 0 -map 1 {H264} -g 12 -c:s {codec} {clusters}-copyts -output_ts_offset {filmStart}",
            "color=black:s=320x180:r=24:d=21",
            Path.ChangeExtension(source, kind));
        var plan = await PlanWithSubtitleAsync(film);

        var whole = await PicturesAsync(await films.WriteAsync(plan, 0));
        var end = await PicturesAsync(await films.WriteAsync(plan, 6));

        Assert.False(plan.BurntSubtitle!.IsExternal);
        Assert.Equal([true, true, true], new[] { 24, 444, 486 }.Select(frame => whole[frame].Any(pixel => pixel > Bright)));
        Assert.Equal(whole.Skip(432).Take(60).Select(Shown), end.Take(60).Select(Shown));
    }

    [Fact]
    public async Task Text_beside_the_film_is_drawn_with_the_fonts_of_the_film()
    {
        var font = films.Media.Path("font.ttf");
        await File.WriteAllBytesAsync(font, await OwnFont.ReadAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var text = films.Media.Text("lines.ass", OwnFont.Ass);
        string[] attach = ["-attach", font, "-metadata:s:t", "mimetype=font/ttf"];
        var inside = await MakeAsync("inside.mkv", "null", $"-map 0 -map 1 {H264} -c:s copy {string.Join(' ', attach)}", inputs: text);
        var beside = await MakeAsync("fonts.mkv", "null", $"{H264} {string.Join(' ', attach)}");
        File.Copy(text, Path.ChangeExtension(beside, ".ass"));
        var without = await MakeAsync("no-fonts.mkv", "null", H264);
        File.Copy(text, Path.ChangeExtension(without, ".ass"));

        var pictures = new List<byte[]>();
        foreach (var film in new[] { inside, beside, without })
        {
            pictures.Add((await PicturesAsync(await films.WriteAsync(await PlanWithSubtitleAsync(film), 0)))[24]);
        }

        Assert.Contains(pictures[0], pixel => pixel > Bright);
        Assert.Equal(pictures[0], pictures[1]);
        Assert.NotEqual(pictures[0], pictures[2]);
    }

    private async Task<string> MakeAsync(
        string name, string filter, string arguments, string picture = "color=black:s=320x180:r=24:d=2", params string[] inputs)
    {
        var path = films.Media.Path(name);
        await SampleMedia.FfmpegAsync(
            ["-f", "lavfi", "-i", picture, .. inputs.SelectMany(input => new[] { "-i", input }), "-vf", filter, .. arguments.Split(' '), path]);
        return path;
    }

    private static async Task<StreamPlan> PlanWithSubtitleAsync(string film)
    {
        var source = await SeamFixture.ProbeAsync(film);
        var index = source.Streams.First(stream => stream.Type == MediaStreamType.Subtitle).Index;
        var plan = await SeamFixture.PlanAsync(film, new() { ["SubtitleMethod"] = "Encode", ["SubtitleStreamIndex"] = $"{index}" });
        return plan;
    }

    private async Task<List<byte[]>> PlayAsync(string film, int width = Width, int height = Height)
        => await PicturesAsync(await films.WriteAsync(await SeamFixture.PlanAsync(film, new()), 0), width, height);

    private static Task<List<byte[]>> DecodeAsync(string film) => PicturesAsync(film);

    /// <summary>Brightness, line by line.</summary>
    private static async Task<List<byte[]>> PicturesAsync(string file, int width = Width, int height = Height)
    {
        await SampleMedia.FfmpegAsync(["-i", file, "-map", "0:v", "-fps_mode", "passthrough", "-vf", "extractplanes=y", "-f", "rawvideo", file + ".gray"]);
        var bytes = await File.ReadAllBytesAsync(file + ".gray", TestContext.Current.CancellationToken);
        return bytes.Chunk(width * height).ToList();
    }

    /// <summary>Where it is bright: encoders differ in less.</summary>
    private static string Shown(byte[] picture)
    {
        var bright = Enumerable.Range(0, Width * Height).Where(index => picture[index] > Bright).ToList();
        return bright.Count == 0 ? "nothing" : $"{bright.Min(index => index % Width)},{bright[0] / Width} to {bright.Max(index => index % Width)},{bright[^1] / Width}";
    }

    /// <summary>How much more a line differs from the next one, which is of the other field, than from the one after that.</summary>
    private static double Combing(byte[] picture)
    {
        var (next, same) = (0.0, 1.0);
        for (var index = 0; index < picture.Length - (2 * Width); index++)
        {
            next += Math.Abs(picture[index] - picture[index + Width]);
            same += Math.Abs(picture[index] - picture[index + (2 * Width)]);
        }

        return next / same;
    }
}
