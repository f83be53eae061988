using System.Globalization;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Subtitles;

/// <summary>Where this replica keeps what was taken out of media files, until a file changes.</summary>
public sealed class StreamFiles(IOptions<PathOptions> paths)
{
    /// <summary>Text subtitles in the file itself.</summary>
    internal static IEnumerable<MediaStream> Texts(MediaSource source)
        => source.Streams.Where(stream => stream is { Type: MediaStreamType.Subtitle, IsExternal: false, IsTextSubtitle: true });

    /// <summary>Whether it is kept as ASS.</summary>
    internal static bool IsAdvanced(MediaStream stream) => stream.Codec?.ToLowerInvariant() is "ass" or "ssa";

    internal string Subtitle(MediaSource source, MediaStream stream)
        => Path.Combine(Folder(source), string.Create(CultureInfo.InvariantCulture, $"subtitle-{stream.FileIndex}.{(IsAdvanced(stream) ? "ass" : "srt")}"));

    internal string Attachment(MediaSource source, MediaAttachment attachment)
        => Path.Combine(Folder(source), string.Create(CultureInfo.InvariantCulture, $"attachment-{attachment.Index}"));

    /// <summary>Copy of a file beside the film; another one when that changes.</summary>
    internal string Beside(MediaSource source, FileInfo file, string extension)
        => Path.Combine(Folder(source), $"beside-{ContentTag.Of(string.Create(CultureInfo.InvariantCulture, $"{file.FullName}:{file.LastWriteTimeUtc.Ticks}:{file.Length}"))}{extension}");

    /// <summary>Null when it is not here.</summary>
    internal string? FindSubtitle(MediaSource source, MediaStream stream) => Subtitle(source, stream) is var path && File.Exists(path) ? path : null;

    /// <summary>Beginning of names for what is being written, in a folder that is there.</summary>
    internal string NewTemporary(MediaSource source) => Path.Combine(Directory.CreateDirectory(Folder(source)).FullName, $"{Guid.CreateVersion7():N}-");

    private string Folder(MediaSource source) => Path.Combine(paths.Value.Cache, "streams", $"{source.Id:N}-{source.ETag}");
}
