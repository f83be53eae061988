using System.ComponentModel;
using System.Globalization;
using Emby.Server.Implementations.Images;
using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Library.Chapters;

/// <summary>Takes a picture of a film where a chapter begins, into the folder that replicas share.</summary>
internal sealed class ChapterPictures(IOptions<FfmpegOptions> ffmpeg, IOptions<PathOptions> paths, TimeProvider time)
{
    private const int MaxBytes = 32 * 1024 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Films begin in black, so the first picture is taken a little later.</summary>
    private static readonly TimeSpan Opening = TimeSpan.FromSeconds(15);

    /// <summary>Returns null when ffmpeg cannot take it.</summary>
    public async Task<Chapter?> TakeAsync(string file, ItemMedia media, Chapter chapter, int? maxHeight, CancellationToken cancellationToken)
    {
        try
        {
            var result = await ChildProcess.RunAsync(
                ffmpeg.Value.Path, Arguments(file, Position(media, chapter), maxHeight), Timeout, MaxBytes, cancellationToken);
            return result is { ExitCode: 0, Output.Length: > 0 } ? await KeepAsync(media.ItemId, chapter, result.Output, cancellationToken) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return null;
        }
    }

    private static TimeSpan Position(ItemMedia media, Chapter chapter)
    {
        var start = TimeSpan.FromTicks(chapter.StartTicks);
        return start == TimeSpan.Zero && media.RunTimeTicks > Opening.Ticks ? Opening : start;
    }

    /// <summary>Only local files are opened, whatever is in them.</summary>
    private static IEnumerable<string> Arguments(string file, TimeSpan position, int? maxHeight) =>
    [
        "-v", "error", "-nostdin", "-threads", "1", "-protocol_whitelist", "file",
        "-ss", position.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture), "-i", "file:" + file,
        "-map", "0:v:0", "-frames:v", "1",
        .. maxHeight is { } height ? (string[])["-vf", string.Create(CultureInfo.InvariantCulture, $"scale=-2:min(ih\\,{height})")] : [],
        "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", "4", "-f", "image2pipe", "pipe:1",
    ];

    /// <summary>Named by its content: whoever makes the same picture once more writes the same file.</summary>
    private async Task<Chapter> KeepAsync(Guid itemId, Chapter chapter, byte[] content, CancellationToken cancellationToken)
    {
        var tag = ContentTag.Of(content);
        var id = itemId.ToString("N");
        var path = Path.Combine(paths.Value.Metadata, PathOptions.ChapterFolder, id[..2], id, tag + ".jpg");
        await WholeFile.WriteAsync(path, content, cancellationToken);
        return chapter with { ImagePath = path, ImageTag = tag, ImageModified = time.GetUtcNow() };
    }
}
