using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Subtitles;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Streaming;

internal sealed class PostgresSubtitleStore(IDbContextFactory<JellyfinDbContext> contexts) : ISubtitleStore
{
    /// <summary>The database keeps less of a time than a file system.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromMilliseconds(1);

    public async Task<IReadOnlyList<ExtractedSubtitle>> FindAsync(Guid itemId, DateTimeOffset fileModified, CancellationToken cancellationToken)
    {
        var (from, to) = ((fileModified - Precision).ToUniversalTime(), (fileModified + Precision).ToUniversalTime());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ExtractedSubtitles.AsNoTracking()
            .Where(subtitle => subtitle.ItemId == itemId && subtitle.FileModified > from && subtitle.FileModified < to)
            .ToListAsync(cancellationToken);
    }

    public async Task SaveAsync(Guid itemId, IReadOnlyList<ExtractedSubtitle> subtitles, CancellationToken cancellationToken)
    {
        var indices = subtitles.Select(subtitle => subtitle.FileIndex).ToArray();
        var times = subtitles.Select(subtitle => subtitle.FileModified.ToUniversalTime()).ToArray();
        var contents = subtitles.Select(subtitle => subtitle.Content).ToArray();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            WITH gone AS (DELETE FROM extracted_subtitles WHERE item_id = {itemId} AND file_index <> ALL ({indices}))
            INSERT INTO extracted_subtitles (item_id, file_index, file_modified, content)
            SELECT items.id, new.* FROM items, unnest({indices}, {times}, {contents}) AS new WHERE items.id = {itemId}
            ON CONFLICT (item_id, file_index) DO UPDATE SET file_modified = excluded.file_modified, content = excluded.content
            """,
            cancellationToken);
    }
}
