using System.ComponentModel;
using System.Globalization;
using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Images;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Images;

/// <summary>Resizes and converts pictures with ffmpeg, a few at a time.</summary>
internal sealed partial class ImageEncoder(
    IOptions<FfmpegOptions> ffmpeg, IOptions<ImageOptions> options, IConfigurationStore configuration, ILogger<ImageEncoder> logger) : IDisposable
{
    private const int MaxOutput = 64 * 1024 * 1024;

    private SemaphoreSlim? _slots;

    /// <summary>Returns null when ffmpeg could not do it in time.</summary>
    public async Task<byte[]?> EncodeAsync(string path, ImageHeader source, ImagePlan plan, CancellationToken cancellationToken)
    {
        if (!FfmpegInput.CanDecode(source))
        {
            return null;
        }

        string[] arguments = [.. FfmpegInput.Arguments(path, source), "-frames:v", "1", .. Output(plan), "pipe:1"];
        var slots = _slots ?? await CreateSlotsAsync(cancellationToken);
        await slots.WaitAsync(cancellationToken);
        try
        {
            var result = await ChildProcess.RunAsync(ffmpeg.Value.Path, arguments, options.Value.EncodingTimeout, MaxOutput, cancellationToken);
            if (result is { ExitCode: 0, Output.Length: > 0 })
            {
                return result.Output;
            }

            LogFailed(source.Format, source.Width, source.Height, plan, result?.ExitCode);
        }
        catch (Win32Exception exception)
        {
            LogNoFfmpeg(exception.Message);
        }
        finally
        {
            slots.Release();
        }

        return null;
    }

    public void Dispose() => _slots?.Dispose();

    /// <summary>How many is a setting, read once.</summary>
    private async Task<SemaphoreSlim> CreateSlotsAsync(CancellationToken cancellationToken)
    {
        var settings = await configuration.GetAsync<ServerConfiguration>(ConfigurationKeys.System, cancellationToken);
        var slots = new SemaphoreSlim(settings.ParallelImageEncodingLimit > 0 ? settings.ParallelImageEncodingLimit : Environment.ProcessorCount);
        return Interlocked.CompareExchange(ref _slots, slots, null) ?? slots;
    }

    private static IEnumerable<string> Output(ImagePlan plan)
    {
        var scale = string.Create(CultureInfo.InvariantCulture, $"scale={plan.Width}:{plan.Height}:flags=lanczos");
        var quality = plan.Quality.ToString(CultureInfo.InvariantCulture);
        return plan.Format switch
        {
            ImageOutputFormat.Webp => ["-vf", scale, "-c:v", "libwebp", "-quality", quality, "-f", "webp"],
            ImageOutputFormat.Png => ["-vf", scale, "-c:v", "png", "-f", "image2pipe"],
            _ => ["-vf", scale + ",format=yuvj420p", "-c:v", "mjpeg", "-q:v", ImagePlan.JpegScale(plan.Quality), "-f", "image2pipe"],
        };
    }

    [LoggerMessage(LogLevel.Warning, "A {Format} picture of {Width}x{Height} could not be made {Plan}, exit code {ExitCode}")]
    private partial void LogFailed(ImageFileFormat format, int width, int height, ImagePlan plan, int? exitCode);

    [LoggerMessage(LogLevel.Warning, "ffmpeg cannot be started: {Reason}")]
    private partial void LogNoFfmpeg(string reason);
}
