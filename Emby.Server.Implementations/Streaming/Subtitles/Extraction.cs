using System.Globalization;
using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Subtitles;

/// <summary>An ffmpeg that takes something out of a media file. It ends with the server.</summary>
public sealed partial class Extraction(BoundProcesses processes, IOptions<FfmpegOptions> ffmpeg, ILogger<Extraction> logger)
{
    /// <summary>Text lies scattered over the file: all of it is read.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>Writes a text of the first input into a file of its own.</summary>
    internal static IEnumerable<string> Text(MediaStream stream, string file) =>
    [
        "-map", string.Create(CultureInfo.InvariantCulture, $"0:{stream.FileIndex}"), "-c:s", StreamFiles.IsAdvanced(stream) ? "copy" : "srt",
        // What only fails to be written at the end, ffmpeg calls a success.
        "-flush_packets", "1", "-f", StreamFiles.IsAdvanced(stream) ? "ass" : "srt", "file:" + file,
    ];

    /// <summary>Files get their final names when ffmpeg has succeeded, so that nobody ever reads half of one.</summary>
    internal async Task WriteAsync(
        MediaSource source, IReadOnlyList<string> arguments, IEnumerable<(string Temporary, string Final)> written, CancellationToken cancellationToken)
    {
        string[] general = ["-hide_banner", "-nostats", "-nostdin", "-loglevel", "error", "-y"];
        var result = await ChildProcess.RunAsync(processes.StartAsync, ffmpeg.Value.Path, [.. general, .. arguments], Limit, 1024, cancellationToken);
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
