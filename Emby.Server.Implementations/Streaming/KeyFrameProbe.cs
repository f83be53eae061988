using System.ComponentModel;
using System.Globalization;
using System.Text;
using Emby.Server.Implementations.Processes;
using Emby.Server.Implementations.Streaming.Indexes;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming;

/// <summary>Finds the key frames of a file: by its index if it has one that is right, else ffprobe reads the whole file.</summary>
internal sealed partial class KeyFrameProbe(IOptions<FfmpegOptions> ffmpeg, ILogger<KeyFrameProbe> logger)
{
    private const int MaxOutput = 64 * 1024 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SampleLimit = TimeSpan.FromSeconds(15);

    /// <summary>Presentation times in ticks, ascending; null when they cannot be read.</summary>
    public async Task<long[]?> ReadAsync(MediaSource source, CancellationToken cancellationToken)
    {
        try
        {
            var ticks = await ReadIndexAsync(source, cancellationToken) ?? await ProbeAsync(source, [], Limit, cancellationToken);
            if (ticks is not null)
            {
                return ticks;
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

    private async Task<long[]?> ReadIndexAsync(MediaSource source, CancellationToken cancellationToken)
    {
        // A file system that hangs holds its thread, as one that is asked whether the film is there does.
        var keyFrames = await Task.Run(() => FileIndex.Read(source.Path, source.Video!.FileIndex), cancellationToken);
        if (keyFrames is null)
        {
            return null;
        }

        var samples = IndexSamples.Choose(keyFrames);
        string[] arguments = ["-read_intervals", string.Join(',', samples.Select(sample => sample.Interval))];
        if (await ProbeAsync(source, arguments, SampleLimit, cancellationToken) is { } read && IndexSamples.Confirm(samples, keyFrames, read))
        {
            return keyFrames;
        }

        LogWrongIndex(source.Id);
        return null;
    }

    private async Task<long[]?> ProbeAsync(MediaSource source, string[] parts, TimeSpan limit, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-v", "error", "-protocol_whitelist", "file", "-select_streams", source.Video!.FileIndex.ToString(CultureInfo.InvariantCulture), .. parts,
            "-show_entries", "packet=pts_time,flags", "-of", "csv=p=0", "file:" + source.Path,
        ];
        var result = await ChildProcess.RunAsync(ffmpeg.Value.ProbePath, arguments, limit, MaxOutput, cancellationToken);
        return result is { ExitCode: 0 } ? Parse(Encoding.ASCII.GetString(result.Output)) : null;
    }

    [LoggerMessage(LogLevel.Warning, "Key frames of {ItemId} cannot be read, its picture is encoded")]
    private partial void LogUnreadable(Guid itemId);

    [LoggerMessage(LogLevel.Information, "The index of {ItemId} does not name its key frames, all of the file is read")]
    private partial void LogWrongIndex(Guid itemId);

    [LoggerMessage(LogLevel.Error, "ffprobe cannot be started: {Reason}")]
    private partial void LogNoProbe(string reason);
}
