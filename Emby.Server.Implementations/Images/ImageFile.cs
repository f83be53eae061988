using MediaBrowser.Controller.Images;

namespace Emby.Server.Implementations.Images;

/// <summary>Reads the header of a picture file.</summary>
internal static class ImageFile
{
    /// <summary>Returns null when the file is missing, cannot be read or is no known picture.</summary>
    public static async Task<ImageHeader?> ReadHeaderAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, useAsync: true);
            var buffer = new byte[(int)Math.Min(file.Length, ImageHeader.EnoughBytes)];
            var count = await file.ReadAtLeastAsync(buffer, Math.Min(buffer.Length, 4096), throwOnEndOfStream: false, cancellationToken);
            if (ImageHeader.Parse(buffer.AsSpan(0, count)) is { } header)
            {
                return header;
            }

            count += await file.ReadAtLeastAsync(buffer.AsMemory(count), buffer.Length - count, throwOnEndOfStream: false, cancellationToken);
            return ImageHeader.Parse(buffer.AsSpan(0, count));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
