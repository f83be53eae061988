using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>Items by id.</summary>
internal sealed class PostgresItemStore(IDbContextFactory<JellyfinDbContext> contexts, ItemsCache<Guid, Item?> recent) : IItemStore
{
    public async Task<Item?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Items.AsNoTracking().FirstOrDefaultAsync(item => item.Id == id, cancellationToken);
    }

    public Task<Item?> FindRecentAsync(Guid id, CancellationToken cancellationToken)
        => recent.GetAsync(id, () => FindAsync(id, cancellationToken));

    public async Task<IReadOnlyList<Item>> FindManyAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var wanted = ids.Distinct().ToArray();
        var items = await context.Items.AsNoTracking().Where(item => wanted.Contains(item.Id)).ToDictionaryAsync(item => item.Id, cancellationToken);
        return [.. ids.Where(items.ContainsKey).Select(id => items[id])];
    }

    public async Task<IReadOnlyList<Item>> OwnedAsync(IReadOnlyCollection<Guid> ownerIds, ItemRole role, CancellationToken cancellationToken)
    {
        if (ownerIds.Count == 0)
        {
            return [];
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var owners = ownerIds.Distinct().ToArray();
        return await context.Items.AsNoTracking()
            .Where(item => item.OwnerId != null && owners.Contains(item.OwnerId.Value) && item.Role == role)
            .OrderBy(item => item.OwnerId)
            .ThenBy(item => item.SortName)
            .ThenBy(item => item.Id)
            .ToListAsync(cancellationToken);
    }
}
