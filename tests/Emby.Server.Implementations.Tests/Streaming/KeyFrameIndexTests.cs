using Emby.Server.Implementations.Streaming;
using Emby.Server.Implementations.Streaming.Indexes;
using Jellyfin.LocalCluster;
using Jellyfin.Testing;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Tests.Streaming;

/// <summary>Key frames by a film's index, compared with what ffprobe finds when it reads all of it.</summary>
public sealed class KeyFrameIndexTests : IDisposable
{
    private const string H264 = "-c:v libx264 -preset ultrafast -g 24 -bf 2 -pix_fmt yuv420p";
    private const byte CuePoint = 0xBB;
    private const byte CueTime = 0xB3;
    private const byte Void = 0xEC;
    private static readonly byte[] Cues = [0x1C, 0x53, 0xBB, 0x6B];

    private readonly SampleMedia _media = new();

    public void Dispose() => _media.Dispose();

    [Theory]
    [InlineData("film.mkv", "-map 1 -map 0 " + H264)]
    [InlineData("front.mkv", "-map 0 -map 1 -cues_to_front 1 " + H264)]
    [InlineData("late.mkv", "-map 0 -map 1 -output_ts_offset 5 " + H264)]
    [InlineData("open-gop.mkv", "-map 0 -map 1 -x264-params open-gop=1 " + H264)]
    [InlineData("film.webm", "-map 0 -c:v libvpx-vp9 -cpu-used 8 -deadline realtime -g 24")]
    [InlineData("film.mp4", "-map 0 -map 1 " + H264)]
    [InlineData("second.mp4", "-map 1 -map 0 " + H264)]
    [InlineData("front.mp4", "-map 0 -map 1 -movflags +faststart " + H264)]
    [InlineData("negative.mp4", "-map 0 -map 1 -movflags +negative_cts_offsets " + H264)]
    [InlineData("late.mp4", "-map 0 -map 1 -output_ts_offset 1.5 " + H264)]
    [InlineData("film.mov", "-map 0 -map 1 -r 30000/1001 " + H264)]
    public async Task An_index_names_the_key_frames_that_are_in_the_film(string name, string arguments)
    {
        var path = await FilmAsync(name, arguments);
        var stream = arguments.StartsWith("-map 1", StringComparison.Ordinal) ? 1 : 0;

        var keyFrames = FileIndex.Read(path, stream);

        Assert.NotNull(keyFrames);
        Assert.True(keyFrames.Length > 4);
        Assert.Equal(await AllAsync(path, stream), keyFrames);
        await AssertReadAsync(path, stream, keyFrames, "sample");
    }

    [Theory]
    [InlineData("broadcast.ts", "")]
    [InlineData("old.avi", "")]
    [InlineData("fragments.mp4", "-movflags +frag_keyframe+empty_moov")]
    [InlineData("live.mkv", "-live 1")]
    public async Task Without_an_index_all_of_the_film_is_read(string name, string arguments)
    {
        var path = await FilmAsync(name, $"-map 0 -map 1 {H264} {arguments}");

        Assert.Null(FileIndex.Read(path, 0));
        await AssertReadAsync(path, 0, await AllAsync(path, 0), "all");
    }

    [Fact]
    public async Task An_index_that_leaves_out_a_key_frame_is_not_believed()
    {
        var path = await FilmAsync("film.mkv", "-map 0 -map 1 " + H264);
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var cues = bytes.AsSpan().LastIndexOf(Cues);
        var complete = FileIndex.Read(path, 0)!;
        var fifth = Enumerable.Range(cues, bytes.Length - cues - 2).Where(at => bytes[at] == CuePoint && bytes[at + 2] == CueTime).ElementAt(4);
        bytes[fifth] = Void;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

        Assert.True(FileIndex.Read(path, 0)!.Length < complete.Length);
        await AssertReadAsync(path, 0, complete, "sample all");
    }

    [Theory]
    [InlineData("film.mkv")]
    [InlineData("film.mp4")]
    public async Task A_file_that_lies_does_no_harm(string name)
    {
        var bytes = await File.ReadAllBytesAsync(await FilmAsync(name, "-map 0 -s 32x32 " + H264), TestContext.Current.CancellationToken);
        var random = new Random(1);
        var answers = new HashSet<int>();
        for (var attempt = 0; attempt < 2000; attempt++)
        {
            var damaged = bytes[..(attempt % 4 == 0 ? random.Next(bytes.Length) : bytes.Length)];
            // The beginning and the end are where the numbers are.
            for (var change = random.Next(1, 8); change > 0 && damaged.Length > 0; change--)
            {
                var offset = random.Next(Math.Min(damaged.Length, 1500));
                damaged[random.Next(2) == 0 ? offset : damaged.Length - 1 - offset] = (byte)(random.Next(3) * 0x7F + random.Next(2));
            }

            answers.Add(FileIndex.Read(new MemoryStream(damaged), 0)?.Length ?? -1);
        }

        Assert.Contains(-1, answers);
    }

    [Fact]
    public void Samples_are_few_seconds_of_a_film()
    {
        var keyFrames = Enumerable.Range(0, 2000).Select(index => (index + (index > 1500 ? 9 : 0)) * TimeSpan.TicksPerSecond).ToList();

        var samples = IndexSamples.Choose(keyFrames);

        Assert.Equal(["%3", "999.001%1002", "1500.001%1510", "2007.001%"], samples.Select(sample => sample.Interval));
        Assert.True(IndexSamples.Confirm(samples, keyFrames, keyFrames));
        Assert.False(IndexSamples.Confirm(samples, keyFrames, [.. keyFrames, 1505 * TimeSpan.TicksPerSecond]));
        Assert.False(IndexSamples.Confirm(samples, keyFrames, keyFrames[..^1]));
        Assert.Equal("%", Assert.Single(IndexSamples.Choose([0])).Interval);
    }

    private async Task<string> FilmAsync(string name, string arguments)
    {
        var path = _media.Path(name);
        await SampleMedia.FfmpegAsync(
        [
            "-f", "lavfi", "-i", "testsrc2=s=160x96:r=24:d=9", "-f", "lavfi", "-i", "sine=d=9",
            .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), "-c:a", "aac", path,
        ]);
        return path;
    }

    private static async Task<long[]> AllAsync(string path, int stream) => KeyFrameProbe.Parse(await Command.RunAsync(
        "ffprobe",
        ["-v", "error", "-select_streams", $"{stream}", "-show_entries", "packet=pts_time,flags", "-of", "csv=p=0", path],
        TimeSpan.FromSeconds(30),
        TestContext.Current.CancellationToken));

    /// <summary>As the server reads them.</summary>
    /// <param name="path">Of the film.</param>
    /// <param name="stream">Of the picture.</param>
    /// <param name="expected">Key frames.</param>
    /// <param name="reads">What ffprobe is asked for, in order: a sample, or all of the film.</param>
    private async Task AssertReadAsync(string path, int stream, long[] expected, string reads)
    {
        var asked = _media.Path("asked");
        var program = _media.Text("probe", $"#!/bin/sh\ncase \"$*\" in *read_intervals*) echo sample;; *) echo all;; esac >> '{asked}'\nexec ffprobe \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var probe = new KeyFrameProbe(Options.Create(new FfmpegOptions { ProbePath = program }), NullLogger<KeyFrameProbe>.Instance);
        var source = new MediaSource
        {
            Id = Guid.NewGuid(),
            Name = "Film",
            Path = path,
            ETag = "",
            Streams = [new() { Type = MediaStreamType.Video, Index = 0, FileIndex = stream }],
        };

        Assert.Equal(expected, await probe.ReadAsync(source, TestContext.Current.CancellationToken));
        Assert.Equal(reads, string.Join(' ', await File.ReadAllLinesAsync(asked, TestContext.Current.CancellationToken)));
    }
}
