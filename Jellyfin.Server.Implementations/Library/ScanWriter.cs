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

        await AddNamesAsync(mine, cancellationToken);
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

    private async Task AddNamesAsync(IReadOnlyList<ScannedItem> scanned, CancellationToken cancellationToken)
    {
        var named = scanned.SelectMany(entry => entry.Item.Genres).Select(name => (Kind: BaseItemKind.Genre, Name: name))
            .Concat(scanned.SelectMany(entry => entry.Item.Studios).Select(name => (Kind: BaseItemKind.Studio, Name: name)))
            .Concat(scanned.SelectMany(entry => entry.People).Select(person => (Kind: BaseItemKind.Person, person.Name)))
            .DistinctBy(entry => ItemId.FromName(entry.Kind, entry.Name))
            .ToDictionary(entry => ItemId.FromName(entry.Kind, entry.Name));
        var known = await context.Items.Where(item => named.Keys.Contains(item.Id)).Select(item => item.Id).ToListAsync(cancellationToken);
        foreach (var (id, (kind, name)) in named.ExceptBy(known, entry => entry.Key))
        {
            context.Items.Add(Named(id, kind, name.Trim()));
        }
    }

    private Item Named(Guid id, BaseItemKind kind, string name) => new()
    {
        Id = id,
        Kind = kind,
        Name = name,
        SortName = SortNames.Of(name),
        SearchName = SearchNames.Of(name),
        IsFolder = kind is BaseItemKind.Genre or BaseItemKind.Studio,
        DateCreated = time.GetUtcNow(),
        DateModified = time.GetUtcNow(),
    };
}
