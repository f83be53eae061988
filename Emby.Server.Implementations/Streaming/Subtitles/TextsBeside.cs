using System.Globalization;
using System.Text.RegularExpressions;
using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Subtitles;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Subtitles;

/// <summary>
/// Text subtitles beside films as everything else here reads them: in UTF-8, and in a format of <see cref="SubtitleReader"/>. The only place
/// that decides how a file is encoded, for what is burnt in and for what is sent by itself. ffmpeg converts the other formats.
/// </summary>
public sealed partial class TextsBeside(StreamFiles files, IOptions<FfmpegOptions> ffmpeg, ILogger<TextsBeside> logger)
{
    private const long MaxFileSize = 50 * 1024 * 1024;
    private const string ConvertedTo = ".srt";

    /// <summary>A file of the largest size takes some seconds.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Path of the file itself where it is as wanted, else of a copy in this replica's cache, which is void when the file changes. Null when
    /// there is no text in it.
    /// </summary>
    public async Task<string?> FindAsync(MediaSource source, MediaStream stream, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(stream.Path!);
            if (!file.Exists || file.Length > MaxFileSize)
            {
                return null;
            }

            var isKnown = SubtitleReader.Knows(file.Extension.TrimStart('.'));
            var copy = files.Beside(source, file, isKnown ? file.Extension : ConvertedTo);
            if (File.Exists(copy))
            {
                return copy;
            }

            var bytes = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
            return isKnown && SubtitleText.IsUtf8(bytes) ? file.FullName : await CopyAsync(source, stream, bytes, copy, isKnown, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotRead(source.Id, stream.Index, exception.Message.Replace(stream.Path!, "SUBTITLE", StringComparison.Ordinal));
            return null;
        }
    }

    private async Task<string?> CopyAsync(
        MediaSource source, MediaStream stream, byte[] bytes, string copy, bool isKnown, CancellationToken cancellationToken)
    {
        var temporary = files.NewTemporary(source);
        var (text, converted) = (temporary + "text", temporary + "converted");
        try
        {
            var content = SubtitleText.Decode(bytes, stream.Language);
            if (IsText(content))
            {
                await File.WriteAllTextAsync(text, content, cancellationToken);
            }
            else
            {
                // A container: ffmpeg takes it apart.
                await File.WriteAllBytesAsync(text, bytes, cancellationToken);
            }

            if (!isKnown && !await ConvertAsync(source, stream, content, text, converted, cancellationToken))
            {
                return null;
            }

            File.Move(isKnown ? text : converted, copy, overwrite: true);
            return copy;
        }
        finally
        {
            File.Delete(text);
            File.Delete(converted);
        }
    }

    private async Task<bool> ConvertAsync(
        MediaSource source, MediaStream stream, string content, string from, string to, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-hide_banner", "-nostats", "-nostdin", "-loglevel", "error", "-y",
            .. Frames().IsMatch(content) ? FrameRate(source) : [],
            "-protocol_whitelist", "file", "-i", "file:" + from, "-map", "0:s:0", "-c:s", "srt", "-f", "srt", "file:" + to,
        ];
        var result = await ChildProcess.RunAsync(ffmpeg.Value.Path, arguments, Limit, 1024, cancellationToken);
        if (result is { ExitCode: 0 })
        {
            return true;
        }

        LogNotRead(source.Id, stream.Index, result?.Error ?? "ffmpeg took too long");
        return false;
    }

    /// <summary>MicroDVD counts pictures, those of the film unless the file says otherwise.</summary>
    private static string[] FrameRate(MediaSource source) => (source.Video?.AverageFrameRate ?? source.Video?.RealFrameRate) is > 0 and var rate
        ? ["-f", "microdvd", "-subfps", rate.ToString("0.###", CultureInfo.InvariantCulture)]
        : ["-f", "microdvd"];

    private static bool IsText(string content) => !content.Contains('\0', StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*\{\d+\}\{\d*\}", RegexOptions.None, 1000)]
    private static partial Regex Frames();

    [LoggerMessage(LogLevel.Warning, "Subtitle {Index} beside {ItemId} cannot be read: {Reason}")]
    private partial void LogNotRead(Guid itemId, int index, string reason);
}
