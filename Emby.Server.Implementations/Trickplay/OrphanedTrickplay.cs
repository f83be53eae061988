using MediaBrowser.Controller.Trickplay;

namespace Emby.Server.Implementations.Trickplay;

/// <summary>
/// Tiles that belong to no stored set: of items that are gone, of files that have changed, of a replica that died while it made them. What was
/// written to within a day is left alone: it may be in the making, or somebody may still look at it.
/// </summary>
internal sealed class OrphanedTrickplay(ITrickplayStore store, TrickplayFolders folders, TimeProvider time)
{
    private const int BatchSize = 500;
    private static readonly TimeSpan MinimumAge = TimeSpan.FromDays(1);

    /// <summary>Returns how many sets.</summary>
    public async Task<int> RemoveAsync(CancellationToken cancellationToken)
    {
        var limit = (time.GetUtcNow() - MinimumAge).UtcDateTime;
        var removed = 0;
        foreach (var batch in folders.List().Where(folder => folder.Directory.LastWriteTimeUtc < limit).Chunk(BatchSize))
        {
            var stored = await store.FindFoldersAsync([.. batch.Select(folder => folder.ItemId).Distinct()], cancellationToken);
            removed += batch.Count(folder => !stored.Contains(folder.Directory.Name) && TrickplayFolders.TryDelete(folder.Directory));
        }

        return removed;
    }
}
