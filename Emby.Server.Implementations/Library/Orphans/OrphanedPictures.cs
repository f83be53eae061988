using Emby.Server.Implementations.Images;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Library;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Library.Orphans;

/// <summary>
/// Pictures in the shared folder that no item or user has any more. A file less than a day old is left alone: its item may be about to be
/// stored, or may just have come back.
/// </summary>
internal sealed class OrphanedPictures(IOrphanStore store, IOptions<PathOptions> paths, TimeProvider time)
{
    private const int BatchSize = 500;
    private static readonly TimeSpan MinimumAge = TimeSpan.FromDays(1);

    /// <summary>Returns how many files.</summary>
    public async Task<int> RemoveAsync(CancellationToken cancellationToken)
    {
        var limit = (time.GetUtcNow() - MinimumAge).UtcDateTime;
        var removed = 0;
        foreach (var batch in Owned().Where(file => file.File.LastWriteTimeUtc < limit).Chunk(BatchSize))
        {
            removed += await RemoveAsync(batch, limit, cancellationToken);
        }

        return removed;
    }

    private async Task<int> RemoveAsync(OwnedFile[] files, DateTime limit, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. files.Select(file => file.OwnerId).Distinct()];
        var owners = await store.FindOwnersAsync(ids, cancellationToken);
        var chapters = await store.FindChapterFilesAsync([.. owners], cancellationToken);
        return files.Count(file =>
            (!owners.Contains(file.OwnerId) || file.IsDraft || (file.IsChapter && !chapters.Contains(file.File.FullName))) && TryDelete(file.File, limit));
    }

    private IEnumerable<OwnedFile> Owned()
        => Files(ItemImage.EmbeddedFolder).Select(file => OwnedFile.From(file, file.Name.Split('.')[0], isChapter: false))
            .Concat(Files(PathOptions.UploadedFolder).Select(file => OwnedFile.From(file, file.Directory!.Name, isChapter: false)))
            .Concat(Files(PathOptions.ChapterFolder).Select(file => OwnedFile.From(file, file.Directory!.Name, isChapter: true)))
            .OfType<OwnedFile>();

    private IEnumerable<FileInfo> Files(string folder)
    {
        var directory = new DirectoryInfo(Path.Combine(paths.Value.Metadata, folder));
        return directory.Exists ? directory.EnumerateFiles("*", SearchOption.AllDirectories) : [];
    }

    private static bool TryDelete(FileInfo file, DateTime limit)
    {
        try
        {
            // Somebody may have written it meanwhile.
            file.Refresh();
            if (!file.Exists || file.LastWriteTimeUtc >= limit)
            {
                return false;
            }

            file.Delete();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private sealed record OwnedFile(FileInfo File, Guid OwnerId, bool IsChapter)
    {
        /// <summary>Null for a file that says no owner.</summary>
        public static OwnedFile? From(FileInfo file, string owner, bool isChapter)
            => Guid.TryParseExact(owner, "N", out var id) ? new OwnedFile(file, id, isChapter) : null;

        /// <summary>Of a process that was killed while it wrote.</summary>
        public bool IsDraft => File.Extension == WholeFile.DraftExtension;
    }
}
