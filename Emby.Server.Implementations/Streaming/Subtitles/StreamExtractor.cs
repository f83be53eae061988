using System.Globalization;
using MediaBrowser.Controller.Playback;

namespace Emby.Server.Implementations.Streaming.Subtitles;

/// <summary>Takes subtitles and attachments out of media files: the results stay in this replica's cache until the media file changes.</summary>
public sealed class StreamExtractor(StreamFiles files, Extraction extraction) : IDisposable
{
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
                temporary => ["-protocol_whitelist", "file", "-i", "file:" + source.Path, .. all.SelectMany(each => Extraction.Text(each.Stream, temporary + Path.GetFileName(each.Path)))],
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
                await extraction.WriteAsync(source, arguments(temporary), written, cancellationToken);
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
}
