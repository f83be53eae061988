using System.ComponentModel;
using Emby.Server.Implementations.Images;
using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Library.Probing;

/// <summary>Takes the cover out of a media file that has no picture beside it, into the folder that replicas share.</summary>
internal sealed class EmbeddedPicture(IOptions<FfmpegOptions> ffmpeg, IOptions<PathOptions> paths, IImageInspector images)
{
    private const int MaxBytes = 32 * 1024 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Returns null when there is none, when it cannot be read, or when the item has a picture already.</summary>
    public async Task<ItemImage?> TakeAsync(Item item, ItemMedia media, CancellationToken cancellationToken)
    {
        var stream = media.Streams.Find(stream => stream is { Type: MediaStreamType.EmbeddedImage, IsExternal: false });
        if (stream is null || item.Images.Exists(image => image.Type == ImageType.Primary) || Extension(stream.Codec) is not { } extension)
        {
            return null;
        }

        try
        {
            return await ReadAsync(item.Path!, stream.FileIndex, cancellationToken) is { Length: > 0 } content
                ? await KeepAsync(item.Id, extension, content, cancellationToken)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception)
        {
            // A film without its cover is better than no film.
            return null;
        }
    }

    private static string? Extension(string? codec) => codec switch
    {
        "mjpeg" => ".jpg",
        "png" => ".png",
        _ => null,
    };

    private async Task<byte[]?> ReadAsync(string path, int stream, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-v", "error", "-nostdin", "-protocol_whitelist", "file", "-i", "file:" + path,
            "-map", $"0:{stream}", "-frames:v", "1", "-c", "copy", "-f", "image2pipe", "pipe:1",
        ];
        var result = await ChildProcess.RunAsync(ffmpeg.Value.Path, arguments, Timeout, MaxBytes, cancellationToken);
        return result is { ExitCode: 0 } ? result.Output : null;
    }

    private async Task<ItemImage> KeepAsync(Guid itemId, string extension, byte[] content, CancellationToken cancellationToken)
    {
        var path = Path.Combine(paths.Value.Metadata, ItemImage.EmbeddedFolder, $"{itemId:N}{extension}");
        await WholeFile.WriteAsync(path, content, cancellationToken);
        var facts = await images.InspectAsync(path, cancellationToken);
        var tag = ContentTag.Of(content);
        return new ItemImage(ImageType.Primary, path, tag, facts?.Width ?? 0, facts?.Height ?? 0, facts?.BlurHash)
        {
            FileModified = File.GetLastWriteTimeUtc(path),
            Size = content.Length,
        };
    }
}
