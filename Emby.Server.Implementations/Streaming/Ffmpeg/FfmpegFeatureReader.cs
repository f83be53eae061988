using System.ComponentModel;
using System.Text;
using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Streaming.Pipelines;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Ffmpeg;

/// <summary>Asks ffmpeg once what it was built with.</summary>
internal sealed class FfmpegFeatureReader(IOptions<FfmpegOptions> options)
{
    private const int MaxOutput = 1024 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private volatile FfmpegFeatures? _known;

    /// <summary>Unknown when it cannot be asked; it is asked again the next time then.</summary>
    public async Task<FfmpegFeatures> ReadAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known)
        {
            return known;
        }

        var lists = await Task.WhenAll(RunAsync(HardwareArguments.ListEncoders(), cancellationToken), RunAsync(HardwareArguments.ListFilters(), cancellationToken));
        if (lists.Contains(null))
        {
            return FfmpegFeatures.Unknown;
        }

        return _known = FfmpegFeatures.Parse(lists.OfType<string>());
    }

    private async Task<string?> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            var result = await ChildProcess.RunAsync(options.Value.Path, arguments, Limit, MaxOutput, cancellationToken);
            return result is { ExitCode: 0 } ? Encoding.UTF8.GetString(result.Output) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
