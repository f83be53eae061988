using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Playback;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Library;

internal sealed class PostgresChapterStore(IDbContextFactory<JellyfinDbContext> contexts) : IChapterStore
{
    public async Task<IReadOnlyList<Guid>> FindWithoutPicturesAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var libraries = (await context.Libraries.AsNoTracking().ToListAsync(cancellationToken))
            .Where(library => library.Options.EnableChapterImageExtraction)
            .Select(library => library.Id)
            .ToArray();
        return await context.Database.SqlQuery<Guid>(
            $"""
            SELECT media.item_id FROM item_media AS media JOIN items ON items.id = media.item_id
            WHERE items.library_id = ANY({libraries}) AND media.error IS NULL
              AND EXISTS (SELECT 1 FROM jsonb_array_elements(media.chapters) AS chapter WHERE chapter ->> 'ImageTag' IS NULL)
            ORDER BY media.item_id
            """).ToListAsync(cancellationToken);
    }

    public Task<bool> SaveAsync(ItemMedia media, IReadOnlyList<Chapter> chapters, CancellationToken cancellationToken)
        => ProbedRow.ChangeAsync(
            contexts,
            media,
            (_, stored, _) =>
            {
                stored.Chapters = [.. chapters];
                return Task.CompletedTask;
            },
            cancellationToken);
}
