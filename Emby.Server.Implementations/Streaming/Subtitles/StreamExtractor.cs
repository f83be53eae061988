using System.Globalization;
using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Subtitles;

/// <summary>
/// Takes subtitles and attachments out of media files, once per replica: the results stay in its cache until the media file changes.
/// Files are written under another name and renamed when ffmpeg has succeeded, so that nobody ever reads half of one.
/// </summary>
public sealed partial class StreamExtractor(
    IOptions<PathOptions> paths, IOptions<FfmpegOptions> ffmpeg, ILogger<StreamExtractor> logger) : IDisposable
{
    /// <summary>Text lies scattered over the file: all of it is read.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    private readonly SemaphoreSlim _oneAtATime = new(2, 2);

    /// <summary>Path of the subtitle, or null when it cannot be extracted. The other text subtitles of the file come with it.</summary>
    public async Task<string?> SubtitleAsync(MediaSource source, MediaStream stream, CancellationToken cancellationToken)
    {
        var wanted = SubtitlePath(source, stream);
        var all = source.Streams.Where(other => other is { Type: MediaStreamType.Subtitle, IsExternal: false, IsTextSubtitle: true });
        await ExtractAsync(
            source,
            wanted,
            temporary => ["-protocol_whitelist", "file", "-i", "file:" + source.Path, .. all.SelectMany(other => Output(other, temporary + Path.GetFileName(SubtitlePath(source, other))))],
            temporary => all.Select(other => (temporary + Path.GetFileName(SubtitlePath(source, other)), SubtitlePath(source, other))),
            cancellationToken);
        return File.Exists(wanted) ? wanted : null;
    }

    /// <summary>Path of the attachment, or null when it cannot be extracted.</summary>
    public async Task<string?> AttachmentAsync(MediaSource source, MediaAttachment attachment, CancellationToken cancellationToken)
    {
        var wanted = Path.Combine(Folder(source), string.Create(CultureInfo.InvariantCulture, $"attachment-{attachment.Index}"));
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
        "-map", string.Create(CultureInfo.InvariantCulture, $"0:{stream.FileIndex}"), "-c:s", IsAdvanced(stream) ? "copy" : "srt",
        // What only fails to be written at the end, ffmpeg calls a success.
        "-flush_packets", "1", "-f", IsAdvanced(stream) ? "ass" : "srt", "file:" + file,
    ];

    private static bool IsAdvanced(MediaStream stream) => stream.Codec?.ToLowerInvariant() is "ass" or "ssa";

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

            var temporary = Path.Combine(Directory.CreateDirectory(Folder(source)).FullName, $"{Guid.CreateVersion7():N}-");
            var files = results(temporary);
            try
            {
                await WriteAsync(source, arguments(temporary), files, cancellationToken);
            }
            finally
            {
                foreach (var (left, _) in files)
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
        MediaSource source, IReadOnlyList<string> arguments, IEnumerable<(string Temporary, string Final)> files, CancellationToken cancellationToken)
    {
        string[] general = ["-hide_banner", "-nostats", "-nostdin", "-loglevel", "error", "-y"];
        var result = await ChildProcess.RunAsync(ffmpeg.Value.Path, [.. general, .. arguments], Limit, 1024, cancellationToken);
        if (result is not { ExitCode: 0 })
        {
            LogFailed(source.Id, result?.ExitCode ?? -1);
            return;
        }

        foreach (var (temporary, final) in files.Where(file => File.Exists(file.Temporary)))
        {
            File.Move(temporary, final, overwrite: true);
        }
    }

    private string SubtitlePath(MediaSource source, MediaStream stream)
        => Path.Combine(Folder(source), string.Create(CultureInfo.InvariantCulture, $"subtitle-{stream.FileIndex}.{(IsAdvanced(stream) ? "ass" : "srt")}"));

    private string Folder(MediaSource source) => Path.Combine(paths.Value.Cache, "streams", $"{source.Id:N}-{source.ETag}");

    [LoggerMessage(LogLevel.Warning, "A stream of {ItemId} cannot be extracted, ffmpeg ended with {ExitCode}")]
    private partial void LogFailed(Guid itemId, int exitCode);
}
