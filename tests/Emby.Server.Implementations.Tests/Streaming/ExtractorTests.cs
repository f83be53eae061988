using Emby.Server.Implementations.Streaming.Subtitles;
using Jellyfin.Testing;
using MediaBrowser.Controller.Configuration;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Tests.Streaming;

/// <summary>Text and attachments of a film, taken out by ffmpeg itself and by one that fails half way.</summary>
public sealed class ExtractorTests(SeamFixture films) : IClassFixture<SeamFixture>
{
    private const string WritesHalf =
        """
        #!/bin/sh
        for argument; do
            case "$argument$last" in file:*.srt*|*-dump_attachment:*) printf '1\n00:00:0' > "${argument#file:}";; esac
            last=$argument
        done

        """;

    [Theory]
    [InlineData("exit 1")]
    [InlineData("kill -9 $$")]
    public async Task What_fails_half_way_leaves_nothing_and_is_tried_again(string end)
    {
        var film = films.Media.Path($"extract-{end.Length}.mkv");
        var text = films.Media.Text("extract.srt", "1\n00:00:00,500 --> 00:00:01,500\nHELLO\n");
        var attached = films.Media.Text("attached.ttf", "a font");
        await SampleMedia.FfmpegAsync(
            ["-f", "lavfi", "-i", "color=black:s=64x36:r=24:d=2", "-i", text, "-attach", attached, "-metadata:s:t", "mimetype=font/ttf", film]);
        var source = await SeamFixture.ProbeAsync(film);
        var font = source.Attachments.Single();
        var cache = films.Media.Path($"cache-{end.Length}");
        var broken = films.Media.Text($"ffmpeg-{end.Length}", WritesHalf + end);
        File.SetUnixFileMode(broken, (UnixFileMode)0b111_101_101);

        using var failing = Extractor(cache, broken);
        using var working = Extractor(cache, "ffmpeg");
        Assert.Empty(await failing.SubtitlesAsync(source, TestContext.Current.CancellationToken));
        Assert.Null(await failing.AttachmentAsync(source, font, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.EnumerateFiles(cache, "*", SearchOption.AllDirectories));

        var (found, foundFont) = (
            Assert.Single(await working.SubtitlesAsync(source, TestContext.Current.CancellationToken)).Path,
            await working.AttachmentAsync(source, font, TestContext.Current.CancellationToken));
        Assert.Contains("HELLO", await File.ReadAllTextAsync(found, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("a font", await File.ReadAllTextAsync(foundFont!, TestContext.Current.CancellationToken));
        Assert.Equal(2, Directory.EnumerateFiles(cache, "*", SearchOption.AllDirectories).Count());
    }

    private StreamExtractor Extractor(string cache, string program) => new(new StreamFiles(Options.Create(new PathOptions { Cache = cache })), films.Extraction(program));
}
