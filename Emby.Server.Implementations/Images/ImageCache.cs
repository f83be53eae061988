using System.Collections.Concurrent;
using MediaBrowser.Controller.Configuration;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Images;

/// <summary>
/// Resized pictures on this replica's disk, named by what they were made of. Each is made once, however many ask for it at the same time.
/// </summary>
internal sealed class ImageCache(IOptions<PathOptions> paths, TimeProvider time)
{
    private static readonly TimeSpan TouchInterval = TimeSpan.FromHours(1);

    /// <summary>Pictures being made right now; an entry leaves when it is done.</summary>
    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _inWork = new(StringComparer.Ordinal);

    public string Folder => Path.Combine(paths.Value.Cache, "images");

    /// <summary>Returns the path of the cached file, or null when it could not be made.</summary>
    /// <param name="key">Hex digits; the same key always stands for the same content.</param>
    /// <param name="extension">With dot.</param>
    /// <param name="make">Makes the content; not stopped when one of those who wait goes away.</param>
    /// <param name="cancellationToken">Of the one who waits.</param>
    public async Task<string?> GetAsync(
        string key, string extension, Func<CancellationToken, Task<byte[]?>> make, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Folder, key[..2], key + extension);
        if (IsThere(path))
        {
            return path;
        }

        var work = _inWork.GetOrAdd(path, _ => new Lazy<Task<string?>>(() => MakeAsync(path, make)));
        return await work.Value.WaitAsync(cancellationToken);
    }

    private async Task<string?> MakeAsync(string path, Func<CancellationToken, Task<byte[]?>> make)
    {
        try
        {
            if (await make(CancellationToken.None) is not { } content)
            {
                return null;
            }

            await WholeFile.WriteAsync(path, content, CancellationToken.None);
            return path;
        }
        finally
        {
            _inWork.TryRemove(path, out _);
        }
    }

    /// <summary>The write time says when a file was last wanted; it is not set again at every read.</summary>
    private bool IsThere(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return false;
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (now - file.LastWriteTimeUtc > TouchInterval)
        {
            try
            {
                file.LastWriteTimeUtc = now;
            }
            catch (IOException)
            {
                // Cleaned up in this moment.
                return false;
            }
        }

        return true;
    }
}
