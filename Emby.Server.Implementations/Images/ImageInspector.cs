using System.ComponentModel;
using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Images;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Images;

/// <summary>Size from the file's header, BlurHash from a thumbnail that ffmpeg decodes.</summary>
internal sealed partial class ImageInspector(IOptions<FfmpegOptions> ffmpeg, ILogger<ImageInspector> logger) : IImageInspector
{
    /// <summary>Side of the thumbnail: enough for nine cosine components.</summary>
    private const int ThumbnailSize = 64;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    public async Task<ImageFacts?> InspectAsync(string path, CancellationToken cancellationToken)
    {
        if (await ImageFile.ReadHeaderAsync(path, cancellationToken) is not { } header)
        {
            return null;
        }

        var pixels = FfmpegInput.CanDecode(header) ? await ThumbnailAsync(path, header, cancellationToken) : null;
        if (pixels is null)
        {
            return new ImageFacts(header.Width, header.Height, BlurHash: null);
        }

        var (x, y) = BlurHash.Components(header.Width, header.Height);
        return new ImageFacts(header.Width, header.Height, BlurHash.Encode(pixels, ThumbnailSize, ThumbnailSize, x, y));
    }

    /// <summary>The whole picture, squeezed into a square: three bytes a pixel.</summary>
    private async Task<byte[]?> ThumbnailAsync(string path, ImageHeader header, CancellationToken cancellationToken)
    {
        const int Length = ThumbnailSize * ThumbnailSize * 3;
        string[] arguments =
        [
            .. FfmpegInput.Arguments(path, header),
            "-frames:v", "1", "-vf", $"scale={ThumbnailSize}:{ThumbnailSize}:flags=area,format=rgb24", "-f", "rawvideo", "pipe:1",
        ];
        try
        {
            var result = await ChildProcess.RunAsync(ffmpeg.Value.Path, arguments, Timeout, Length, cancellationToken);
            if (result?.Output.Length == Length)
            {
                return result.Output;
            }

            LogUndecodable(header.Format, header.Width, header.Height, result?.ExitCode);
        }
        catch (Win32Exception exception)
        {
            LogNoFfmpeg(exception.Message);
        }

        return null;
    }

    [LoggerMessage(LogLevel.Debug, "A {Format} picture of {Width}x{Height} could not be decoded, exit code {ExitCode}")]
    private partial void LogUndecodable(ImageFileFormat format, int width, int height, int? exitCode);

    [LoggerMessage(LogLevel.Warning, "ffmpeg cannot be started: {Reason}")]
    private partial void LogNoFfmpeg(string reason);
}
