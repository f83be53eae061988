using Jellyfin.Server.Implementations.Database;
using Jellyfin.Server.Implementations.Library;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Trickplay;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Trickplay;

internal sealed class PostgresTrickplayStore(IDbContextFactory<JellyfinDbContext> contexts) : ITrickplayStore
{
    public async Task<IReadOnlyList<Guid>> FindMissingAsync(IReadOnlyCollection<int> widths, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var wanted = widths.ToArray();
        var libraries = (await context.Libraries.AsNoTracking().ToListAsync(cancellationToken))
            .Where(library => library.Options.EnableTrickplayImageExtraction)
            .Select(library => library.Id)
            .ToArray();
        // A narrow film has a width of its own, and widths are even: as TrickplayPlan makes them.
        return await context.Database.SqlQuery<Guid>(
            $"""
            SELECT items.id FROM items JOIN item_media AS media ON media.item_id = items.id
            WHERE items.library_id = ANY({libraries}) AND items.media_type = {(int)MediaType.Video} AND items.width > 0
              AND media.error IS NULL AND media.run_time_ticks > 0
              AND EXISTS (
                SELECT 1 FROM unnest({wanted}) AS wanted(width)
                WHERE NOT EXISTS (
                    SELECT 1 FROM trickplay_sets AS made
                    WHERE made.item_id = items.id AND made.width = least(wanted.width, items.width) / 2 * 2
                      AND made.file_size = media.size AND made.file_modified = media.file_modified))
            ORDER BY items.id
            """).ToListAsync(cancellationToken);
    }

    public async Task<ILookup<Guid, TrickplaySet>> FindAsync(IReadOnlyCollection<Guid> itemIds, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var sets = await context.TrickplaySets.AsNoTracking()
            .Where(set => itemIds.Contains(set.ItemId))
            .Where(set => context.ItemMedia.Any(media =>
                media.ItemId == set.ItemId && media.Size == set.FileSize && media.FileModified == set.FileModified))
            .OrderBy(set => set.Width)
            .ToListAsync(cancellationToken);
        return sets.ToLookup(set => set.ItemId);
    }

    public Task<bool> SaveAsync(ItemMedia media, TrickplaySet set, CancellationToken cancellationToken)
        => ProbedRow.ChangeAsync(
            contexts,
            media,
            async (context, _, token) =>
            {
                await context.TrickplaySets.Where(old => old.ItemId == set.ItemId && old.Width == set.Width).ExecuteDeleteAsync(token);
                context.TrickplaySets.Add(set);
            },
            cancellationToken);

    public async Task<IReadOnlySet<string>> FindFoldersAsync(IReadOnlyCollection<Guid> itemIds, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await context.TrickplaySets
            .Where(set => itemIds.Contains(set.ItemId))
            .Select(set => set.Folder)
            .ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }
}
