using System.Buffers.Binary;
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
        await File.WriteAllBytesAsync(subtitle, [.. Pgs(0, show: true), .. Pgs(1, show: false)], TestContext.Current.CancellationToken);
        var film = await MakeAsync("pictures.mkv", "null", $"-map 0 -map 1 {H264} -c:s copy", "color=black:s=320x180:r=24:d=2", subtitle);

        var pictures = await PicturesAsync(await films.WriteAsync(await PlanWithSubtitleAsync(film), 0));

        var bright = Enumerable.Range(0, Width * Height).Where(index => pictures[12][index] > Bright).ToList();
        Assert.InRange(bright.Min(index => index % Width), 125, 129);
        Assert.InRange(bright.Max(index => index % Width), 189, 194);
        Assert.InRange(bright.Min(index => index / Width), 148, 152);
        Assert.InRange(bright.Max(index => index / Width), 164, 168);
        Assert.DoesNotContain(pictures[40], pixel => pixel > Bright);
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
        Assert.False(plan.BurntSubtitle!.IsExternal);
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

    /// <summary>A display set of a Blu-ray's subtitles: a white box of 400 x 100 at (760, 900) on a canvas of 1920 x 1080.</summary>
    private static byte[] Pgs(int seconds, bool show)
    {
        byte[] box = [0x02, 0xF8, 0x03, 0x84];
        byte[] size = [0x01, 0x90, 0x00, 0x64];
        byte[] line = [0x00, 0xC1, 0x90, 0x01, 0x00, 0x00];
        byte[] pixels = [.. Enumerable.Repeat(line, 100).SelectMany(bytes => bytes)];
        byte[] canvas = [0x07, 0x80, 0x04, 0x38, 0x10, 0x00, (byte)seconds, show ? (byte)0x80 : (byte)0x00, 0x00, 0x00];
        byte[] drawn = show ? [0x01, 0x00, 0x00, 0x00, 0x00, .. box] : [0x00];
        byte[] objects = show
            ? [.. Segment(0x14, [0, 0, 1, 235, 128, 128, 255]), .. Segment(0x15, [0, 0, 0, 0xC0, 0, .. Short(pixels.Length + 4), .. size, .. pixels])]
            : [];
        return [.. Segment(0x16, [.. canvas, .. drawn]), .. Segment(0x17, [1, 0, .. box, .. size]), .. objects, .. Segment(0x80, [])];

        byte[] Segment(byte type, byte[] content)
        {
            var time = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(time, seconds * 90_000);
            return [(byte)'P', (byte)'G', .. time, 0, 0, 0, 0, type, .. Short(content.Length), .. content];
        }
    }

    private static byte[] Short(int value) => [(byte)(value >> 8), (byte)value];
}
