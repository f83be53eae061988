using System.Globalization;
using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Subtitles;

/// <summary>
/// Takes subtitles and attachments out of media files: the results stay in this replica's cache until the media file changes.
/// Files are written under another name and renamed when ffmpeg has succeeded, so that nobody ever reads half of one.
/// </summary>
public sealed partial class StreamExtractor(
    StreamFiles files, IOptions<FfmpegOptions> ffmpeg, ILogger<StreamExtractor> logger) : IDisposable
{
    /// <summary>Text lies scattered over the file: all of it is read.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    private readonly SemaphoreSlim _oneAtATime = new(2, 2);

    /// <summary>Takes all text subtitles out, each into a file. Those that are there afterwards: all, or none when ffmpeg failed.</summary>
    internal async Task<IReadOnlyList<(MediaStream Stream, string Path)>> SubtitlesAsync(MediaSource source, CancellationToken cancellationToken)
    {
        var all = StreamFiles.Texts(source).Select(stream => (Stream: stream, Path: files.Subtitle(source, stream))).ToList();
        if (all.Find(subtitle => !File.Exists(subtitle.Path)).Path is { } missing)
        {
            await ExtractAsync(
                source,
                missing,
                temporary => ["-protocol_whitelist", "file", "-i", "file:" + source.Path, .. all.SelectMany(each => Output(each.Stream, temporary + Path.GetFileName(each.Path)))],
                temporary => all.Select(each => (temporary + Path.GetFileName(each.Path), each.Path)),
                cancellationToken);
        }

        return all.FindAll(subtitle => File.Exists(subtitle.Path));
    }

    /// <summary>Path of the attachment, or null when it cannot be extracted.</summary>
    public async Task<string?> AttachmentAsync(MediaSource source, MediaAttachment attachment, CancellationToken cancellationToken)
    {
        var wanted = files.Attachment(source, attachment);
        await ExtractAsync(
            source,
            wanted,
            temporary =>
            [
                string.Create(CultureInfo.InvariantCulture, $"-dump_attachment:{attachment.Index}"), temporary,
                "-protocol_whitelist", "file", "-i", "file:" + source.Path,
                // With nothing to make it would fail although it has written the attachment.
                "-t", "0", "-c", "copy", "-f", "null", "-",
            ],
            temporary => [(temporary, wanted)],
            cancellationToken);
        return File.Exists(wanted) ? wanted : null;
    }

    public void Dispose() => _oneAtATime.Dispose();

    private static IEnumerable<string> Output(MediaStream stream, string file) =>
    [
        "-map", string.Create(CultureInfo.InvariantCulture, $"0:{stream.FileIndex}"), "-c:s", StreamFiles.IsAdvanced(stream) ? "copy" : "srt",
        // What only fails to be written at the end, ffmpeg calls a success.
        "-flush_packets", "1", "-f", StreamFiles.IsAdvanced(stream) ? "ass" : "srt", "file:" + file,
    ];

    private async Task ExtractAsync(
        MediaSource source,
        string wanted,
        Func<string, IReadOnlyList<string>> arguments,
        Func<string, IEnumerable<(string Temporary, string Final)>> results,
        CancellationToken cancellationToken)
    {
        if (File.Exists(wanted))
        {
            return;
        }

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (File.Exists(wanted))
            {
                return;
            }

            var temporary = files.NewTemporary(source);
            var written = results(temporary);
            try
            {
                await WriteAsync(source, arguments(temporary), written, cancellationToken);
            }
            finally
            {
                foreach (var (left, _) in written)
                {
                    File.Delete(left);
                }
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task WriteAsync(
        MediaSource source, IReadOnlyList<string> arguments, IEnumerable<(string Temporary, string Final)> written, CancellationToken cancellationToken)
    {
        string[] general = ["-hide_banner", "-nostats", "-nostdin", "-loglevel", "error", "-y"];
        var result = await ChildProcess.RunAsync(ffmpeg.Value.Path, [.. general, .. arguments], Limit, 1024, cancellationToken);
        if (result is not { ExitCode: 0 })
        {
            LogFailed(source.Id, result?.ExitCode ?? -1);
            return;
        }

        foreach (var (temporary, final) in written.Where(file => File.Exists(file.Temporary)))
        {
            File.Move(temporary, final, overwrite: true);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A stream of {ItemId} cannot be extracted, ffmpeg ended with {ExitCode}")]
    private partial void LogFailed(Guid itemId, int exitCode);
}
