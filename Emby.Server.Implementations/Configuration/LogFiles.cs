using System.Globalization;
using System.Text.RegularExpressions;
using MediaBrowser.Controller.Configuration;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Configuration;

/// <summary>The log folder of this replica: what administrators read, and what clients upload.</summary>
public sealed partial class LogFiles(IOptions<PathOptions> paths, TimeProvider time)
{
    /// <summary>Bytes a client may upload at once.</summary>
    public const int MaxUpload = 1_000_000;

    /// <summary>Older uploads are removed, so that clients cannot fill the disk.</summary>
    private const int KeptUploads = 50;

    public IReadOnlyList<FileInfo> List()
    {
        var folder = new DirectoryInfo(paths.Value.Logs);
        return !folder.Exists ? [] : [.. folder.EnumerateFiles().Where(IsLog).OrderByDescending(file => file.LastWriteTimeUtc).ThenBy(file => file.Name)];
    }

    /// <summary>Only names that <see cref="List"/> gives are found; null for everything else.</summary>
    public FileInfo? Find(string name) => List().FirstOrDefault(file => file.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Keeps a client's log. Returns its name, or null when it is too large.</summary>
    public async Task<string?> SaveUploadAsync(string client, string version, Stream content, CancellationToken cancellationToken)
    {
        var stamp = time.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var name = $"upload_{Safe(client)}_{Safe(version)}_{stamp}_{Guid.NewGuid():N}.log";
        var path = Path.Combine(paths.Value.Logs, name);
        await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        {
            if (await CopyAsync(content, file, cancellationToken))
            {
                RemoveOldUploads();
                return name;
            }
        }

        File.Delete(path);
        return null;
    }

    /// <summary>Returns false when there was more than <see cref="MaxUpload"/>.</summary>
    private static async Task<bool> CopyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        var total = 0;
        int count;
        while ((count = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            total += count;
            if (total > MaxUpload)
            {
                return false;
            }

            await to.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        return true;
    }

    private void RemoveOldUploads()
    {
        foreach (var file in List().Where(file => file.Name.StartsWith("upload_", StringComparison.Ordinal)).Skip(KeptUploads))
        {
            file.Delete();
        }
    }

    private static bool IsLog(FileInfo file) => file.Extension is ".log" or ".txt" && file.LinkTarget is null;

    private static string Safe(string text) => Unsafe().Replace(text.Length > 40 ? text[..40] : text, "_");

    [GeneratedRegex("[^A-Za-z0-9.-]")]
    private static partial Regex Unsafe();
}
