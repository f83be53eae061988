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
    [Fact]
    public async Task A_stream_reads_the_film_until_its_text_is_taken_out_and_then_no_replica_does()
    {
        var text = films.Media.Text("words.srt", "1\n00:00:00,500 --> 00:00:01,500\nHELLO\n");
        var film = films.Media.Path("burnt.mkv");
        await SampleMedia.FfmpegAsync(["-f", "lavfi", "-i", "color=black:s=64x36:r=24:d=2", "-i", text, film]);
        var index = (await SeamFixture.ProbeAsync(film)).Streams.Single(stream => stream.IsTextSubtitle).Index;
        var plan = await SeamFixture.PlanAsync(film, new() { ["SubtitleMethod"] = "Encode", ["SubtitleStreamIndex"] = $"{index}" });
        plan = plan with { Source = plan.Source with { FileModified = File.GetLastWriteTimeUtc(film) } };
        Assert.False(plan.BurntSubtitle!.IsExternal);
        var store = new Shelf();

        using var first = new Replica(films.Media.Path("first"), "ffmpeg", store);
        Assert.Same(plan, await first.Subtitles.PrepareAsync(plan, TestContext.Current.CancellationToken));
        await Eventually.IsTrueAsync(() => store.Content.Count == 1, "the text is taken out");

        using var second = new Replica(films.Media.Path("second"), "no-such-ffmpeg", store);
        foreach (var replica in new[] { first, second })
        {
            var prepared = await replica.Subtitles.PrepareAsync(plan, TestContext.Current.CancellationToken);
            Assert.Contains("HELLO", await File.ReadAllTextAsync(prepared.BurntSubtitle!.Path!, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    private sealed class Replica : IDisposable
    {
        private readonly StreamExtractor _extractor;

        public Replica(string cache, string ffmpeg, ISubtitleStore store)
        {
            var files = new StreamFiles(Options.Create(new PathOptions { Cache = cache }));
            _extractor = new StreamExtractor(files, Options.Create(new FfmpegOptions { Path = ffmpeg }), NullLogger<StreamExtractor>.Instance);
            Subtitles = new ExtractedSubtitles(files, _extractor, store, NullLogger<ExtractedSubtitles>.Instance);
        }

        public ExtractedSubtitles Subtitles { get; }

        public void Dispose()
        {
            Subtitles.Dispose();
            _extractor.Dispose();
        }
    }

    /// <summary>In place of the database.</summary>
    private sealed class Shelf : ISubtitleStore
    {
        public IReadOnlyList<ExtractedSubtitle> Content { get; private set; } = [];

        public Task<IReadOnlyList<ExtractedSubtitle>> FindAsync(Guid itemId, DateTimeOffset fileModified, CancellationToken cancellationToken)
            => Task.FromResult(Content);

        public Task SaveAsync(Guid itemId, IReadOnlyList<ExtractedSubtitle> subtitles, CancellationToken cancellationToken)
        {
            Content = subtitles;
            return Task.CompletedTask;
        }
    }
}
