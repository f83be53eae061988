using System.ComponentModel;
using System.Globalization;
using System.Text;
using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming;

/// <summary>Asks ffprobe for the key frames of a file; it reads the whole file.</summary>
internal sealed partial class KeyFrameProbe(IOptions<FfmpegOptions> ffmpeg, ILogger<KeyFrameProbe> logger)
{
    private const int MaxOutput = 64 * 1024 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <summary>Presentation times in ticks, ascending; null when they cannot be read.</summary>
    public async Task<long[]?> ReadAsync(MediaSource source, CancellationToken cancellationToken)
    {
        try
        {
            string[] arguments =
            [
                "-v", "error", "-protocol_whitelist", "file", "-select_streams", source.Video!.FileIndex.ToString(CultureInfo.InvariantCulture),
                "-show_entries", "packet=pts_time,flags", "-of", "csv=p=0", "file:" + source.Path,
            ];
            var result = await ChildProcess.RunAsync(ffmpeg.Value.ProbePath, arguments, Limit, MaxOutput, cancellationToken);
            if (result is { ExitCode: 0 })
            {
                return Parse(Encoding.ASCII.GetString(result.Output));
            }

            LogUnreadable(source.Id);
        }
        catch (Win32Exception exception)
        {
            LogNoProbe(exception.Message);
        }

        return null;
    }

    /// <summary>Lines such as <c>1.200000,K__</c>.</summary>
    internal static long[] Parse(string output) => output.Split('\n')
        .Select(line => line.Split(','))
        .Where(parts => parts.Length >= 2 && parts[1].StartsWith('K'))
        .Select(parts => decimal.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : (decimal?)null)
        .OfType<decimal>()
        .Select(seconds => (long)(seconds * TimeSpan.TicksPerSecond))
        .Order()
        .ToArray();

    [LoggerMessage(LogLevel.Warning, "Key frames of {ItemId} cannot be read, its picture is encoded")]
    private partial void LogUnreadable(Guid itemId);

    [LoggerMessage(LogLevel.Error, "ffprobe cannot be started: {Reason}")]
    private partial void LogNoProbe(string reason);
}
