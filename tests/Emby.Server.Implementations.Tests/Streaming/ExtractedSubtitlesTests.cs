using Emby.Server.Implementations.Streaming.Subtitles;
using Jellyfin.Testing;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Subtitles;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Tests.Streaming;

/// <summary>Text that is burnt in, on replicas that share what one of them has read.</summary>
public sealed class ExtractedSubtitlesTests(SeamFixture films) : IClassFixture<SeamFixture>
{
    private const int Rate = 5;

    [Fact]
    public async Task A_text_is_taken_out_once_for_all_replicas()
    {
        var plan = await PlanAsync("burnt.mkv", 2, 0, "1\n00:00:00,500 --> 00:00:01,500\nHELLO\n");
        var store = new Shelf();
        using var first = new Replica(films.Media.Path("first"), films.Extraction("ffmpeg"), store);
        using var second = new Replica(films.Media.Path("second"), films.Extraction("no-such-ffmpeg"), store);

        foreach (var replica in new[] { first, second })
        {
            var prepared = await replica.Burnt.PrepareAsync(plan, 0, TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.Contains("HELLO", await File.ReadAllTextAsync(prepared.BurntSubtitle!.Path!, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Until_its_text_is_taken_out_a_stream_has_it_in_parts_at_the_right_times()
    {
        var plan = await PlanAsync("parts.mkv", 84, 30, """
            1
            00:00:05,000 --> 00:00:07,000
            HELLO HELLO

            2
            00:00:58,000 --> 00:01:02,000
            HELLO HELLO

            3
            00:01:10,000 --> 00:01:12,000
            HELLO HELLO

            """);
        using var replica = new Replica(films.Media.Path("slow"), films.Extraction("ffmpeg"), new Shelf { Opens = false });

        var stream = await films.WriteAsync(plan, 0, replica.Burnt);

        await SampleMedia.FfmpegAsync(["-i", stream, "-map", "0:v", "-fps_mode", "passthrough", "-vf", "extractplanes=y", "-f", "rawvideo", stream + ".gray"]);
        var pictures = (await File.ReadAllBytesAsync(stream + ".gray", TestContext.Current.CancellationToken)).Chunk(320 * 180).ToList();
        Assert.Equal(84 * Rate, pictures.Count);
        var shown = Enumerable.Range(0, 84).Where(second => pictures[(second * Rate) + 2].Any(pixel => pixel > 128));
        Assert.Equal([5, 6, 58, 59, 60, 61, 70, 71], shown);
    }

    [Fact]
    public async Task A_stream_that_ends_while_its_text_is_taken_out_leaves_no_process()
    {
        var plan = await PlanAsync("ends.mkv", 2, 0, "1\n00:00:00,500 --> 00:00:01,500\nHELLO\n");
        var started = films.Media.Path("started");
        var endless = films.Media.Text("endless", $"#!/bin/sh\necho $$ > {started}.new && mv {started}.new {started}\nexec sleep 600\n");
        File.SetUnixFileMode(endless, (UnixFileMode)0b111_101_101);
        using var replica = new Replica(films.Media.Path("ends"), films.Extraction(endless), new Shelf { Opens = false });
        using var job = films.CreateJob(plan, replica.Burnt);

        var segment = job.GetAsync(0, TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(() => File.Exists(started), "the text is being taken out");
        job.Dispose();

        Assert.Null(await segment);
        var process = Path.Combine("/proc", (await File.ReadAllTextAsync(started, TestContext.Current.CancellationToken)).Trim());
        await Eventually.IsTrueAsync(() => !Directory.Exists(process), "the process has ended");
    }

    private async Task<StreamPlan> PlanAsync(string name, int seconds, int filmStart, string srt)
    {
        var text = films.Media.Text(name + ".words", srt);
        var film = films.Media.Path(name);
        await SampleMedia.FfmpegAsync(
        [
            "-f", "lavfi", "-i", $"color=black:s=320x180:r={Rate}:d={seconds}", "-f", "srt", "-i", text, "-c:v", "libx264", "-preset", "ultrafast",
            "-output_ts_offset", $"{filmStart}", film,
        ]);
        var index = (await SeamFixture.ProbeAsync(film)).Streams.Single(stream => stream.IsTextSubtitle).Index;
        var plan = await SeamFixture.PlanAsync(film, new() { ["SubtitleMethod"] = "Encode", ["SubtitleStreamIndex"] = $"{index}" });
        Assert.False(plan.BurntSubtitle!.IsExternal);
        return plan with { Source = plan.Source with { FileModified = File.GetLastWriteTimeUtc(film) } };
    }

    private sealed class Replica : IDisposable
    {
        private readonly StreamExtractor _extractor;
        private readonly ExtractedSubtitles _subtitles;

        public Replica(string cache, Extraction extraction, ISubtitleStore store)
        {
            var files = new StreamFiles(Options.Create(new PathOptions { Cache = cache }));
            _extractor = new StreamExtractor(files, extraction);
            _subtitles = new ExtractedSubtitles(files, _extractor, store, TimeProvider.System, NullLogger<ExtractedSubtitles>.Instance);
            var beside = new TextsBeside(files, Options.Create(new FfmpegOptions()), NullLogger<TextsBeside>.Instance);
            Burnt = new BurntSubtitles(_subtitles, beside, new TextPart(extraction));
        }

        public BurntSubtitles Burnt { get; }

        public void Dispose()
        {
            _subtitles.Dispose();
            _extractor.Dispose();
        }
    }

    /// <summary>In place of the database.</summary>
    private sealed class Shelf : ISubtitleStore
    {
        public IReadOnlyList<ExtractedSubtitle> Content { get; private set; } = [];

        /// <summary>Whether it answers at all: a text is not taken out before.</summary>
        public bool Opens { get; init; } = true;

        public async Task<IReadOnlyList<ExtractedSubtitle>> FindAsync(Guid itemId, DateTimeOffset fileModified, CancellationToken cancellationToken)
        {
            await Task.Delay(Opens ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return Content;
        }

        public Task SaveAsync(Guid itemId, IReadOnlyList<ExtractedSubtitle> subtitles, CancellationToken cancellationToken)
        {
            Content = subtitles;
            return Task.CompletedTask;
        }
    }
}
