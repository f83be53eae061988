using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Playback;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Library;

internal sealed class PostgresMediaStore(IDbContextFactory<JellyfinDbContext> contexts) : IMediaStore
{
    public async Task<ItemMedia?> FindAsync(Guid itemId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ItemMedia.AsNoTracking().FirstOrDefaultAsync(media => media.ItemId == itemId, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<Guid, ItemMedia>> FindManyAsync(IReadOnlyCollection<Guid> itemIds, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ItemMedia
            .AsNoTracking()
            .Where(media => itemIds.Contains(media.ItemId))
            .ToDictionaryAsync(media => media.ItemId, cancellationToken);
    }
}
