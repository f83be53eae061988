using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Streaming;

internal sealed class PostgresKeyFrameStore(IDbContextFactory<JellyfinDbContext> contexts) : IKeyFrameStore
{
    public async Task<KeyFrames?> FindAsync(Guid itemId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.KeyFrames.AsNoTracking().SingleOrDefaultAsync(frames => frames.ItemId == itemId, cancellationToken);
    }

    public async Task SaveAsync(KeyFrames keyFrames, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var modified = keyFrames.FileModified.ToUniversalTime();
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO key_frames (item_id, file_modified, ticks)
            SELECT id, {modified}, {keyFrames.Ticks} FROM items WHERE id = {keyFrames.ItemId}
            ON CONFLICT (item_id) DO UPDATE SET file_modified = excluded.file_modified, ticks = excluded.ticks
            """,
            cancellationToken);
    }
}
