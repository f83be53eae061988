using Jellyfin.Server.Implementations.Database;
using Jellyfin.Server.Implementations.Database.Configurations;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Library;

/// <summary>Writes one batch of a scan inside the caller's transaction.</summary>
internal sealed class ScanWriter(JellyfinDbContext context, TimeProvider time)
{
    public async Task<IReadOnlySet<Guid>> WriteAsync(Guid libraryId, IReadOnlyList<ScannedItem> scanned, CancellationToken cancellationToken)
    {
        var ids = scanned.Select(entry => entry.Item.Id).ToList();
        var existing = await context.Items.Where(item => ids.Contains(item.Id)).ToDictionaryAsync(item => item.Id, cancellationToken);
        var mine = scanned
            .Where(entry => !existing.TryGetValue(entry.Item.Id, out var item) || item.LibraryId is null || item.LibraryId == libraryId)
            .DistinctBy(entry => entry.Item.Id)
            .ToList();
        var people = new List<(Guid ItemId, IReadOnlyList<ScannedPerson> People)>();
        foreach (var entry in mine)
        {
            var item = Merge(existing.GetValueOrDefault(entry.Item.Id), entry);
            if (!ScanMerge.IsLocked(item, "Cast") || !existing.ContainsKey(item.Id))
            {
                people.Add((item.Id, entry.People));
            }
        }

        await NamedItems.AddAsync(context, mine, time.GetUtcNow(), cancellationToken);
        await ScannedPeople.ReplaceAsync(context, people, existing.Keys, cancellationToken);
        await ProbeEntries.AddAsync(context, mine, time.GetUtcNow(), cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        return mine.Select(entry => entry.Item.Id).ToHashSet();
    }

    private Item Merge(Item? existing, ScannedItem scanned)
    {
        var item = existing ?? scanned.Item;
        if (existing is null)
        {
            context.Items.Add(item);
        }
        else
        {
            ScanMerge.Into(existing, scanned.Item);
        }

        context.Entry(item).Property(ItemConfiguration.ScanSignature).CurrentValue = scanned.Signature;
        return item;
    }
}
