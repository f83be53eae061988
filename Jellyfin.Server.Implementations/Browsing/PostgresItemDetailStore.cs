using System.Text.Json;
using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using Npgsql;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>One statement per kind of detail, however many items a page has.</summary>
internal sealed class PostgresItemDetailStore(NpgsqlDataSource database, ItemsCache<string, int> totals) : IItemDetailStore
{
    private const string CreditsSql = """
        SELECT c.item_id, c.person_id, p.name, c.kind, c.role, p.images
        FROM item_people c JOIN items p ON p.id = c.person_id
        WHERE c.item_id = ANY($1)
        ORDER BY c.item_id, c.sort_order
        """;

    private static readonly string OwnedSql = $"""
        SELECT owner_id,
               count(*) FILTER (WHERE role = {(int)ItemRole.Version})::int,
               count(*) FILTER (WHERE role = {(int)ItemRole.Part})::int,
               count(*) FILTER (WHERE role = {(int)ItemRole.Extra} AND extra_type NOT IN ({(int)ExtraType.Trailer}, {(int)ExtraType.ThemeSong}, {(int)ExtraType.ThemeVideo}))::int,
               count(*) FILTER (WHERE role = {(int)ItemRole.Extra} AND extra_type = {(int)ExtraType.Trailer})::int
        FROM items WHERE owner_id = ANY($1) GROUP BY owner_id
        """;

    public async Task<ILookup<Guid, Credit>> CreditsAsync(IReadOnlyCollection<Guid> itemIds, CancellationToken cancellationToken)
    {
        var credits = itemIds.Count == 0 ? [] : await database.ListAsync(
            CreditsSql,
            row => new Credit(
                row.GetGuid(0),
                row.GetGuid(1),
                row.GetString(2),
                (PersonKind)row.GetInt32(3),
                row.GetString(4),
                JsonSerializer.Deserialize<List<ItemImage>>(row.GetString(5), JsonColumn.Options) ?? []),
            cancellationToken,
            itemIds.ToArray());
        return credits.ToLookup(credit => credit.ItemId);
    }

    public async Task<IReadOnlyDictionary<Guid, OwnedCounts>> OwnedCountsAsync(IReadOnlyCollection<Guid> itemIds, CancellationToken cancellationToken)
    {
        var rows = itemIds.Count == 0 ? [] : await database.ListAsync(
            OwnedSql,
            row => (Id: row.GetGuid(0), Counts: new OwnedCounts(row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4))),
            cancellationToken,
            itemIds.ToArray());
        return rows.ToDictionary(row => row.Id, row => row.Counts);
    }

    public async Task<IReadOnlyDictionary<Guid, FolderCounts>> FolderCountsAsync(
        IReadOnlyCollection<Item> folders, Guid? userId, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<Guid, FolderCounts>();
        foreach (var library in folders.Where(FolderCountSql.IsLibrary).DistinctBy(folder => folder.Id))
        {
            counts[library.Id] = new FolderCounts(await ChildrenAsync(library.Id, cancellationToken), 0, 0);
        }

        foreach (var group in folders.Where(folder => !FolderCountSql.IsLibrary(folder)).GroupBy(folder => FolderCountSql.For(folder.Kind)))
        {
            var rows = await database.ListAsync(
                group.Key,
                row => (Id: row.GetGuid(0), Counts: new FolderCounts(row.GetInt32(1), row.GetInt32(2), row.GetInt32(3))),
                cancellationToken,
                group.Select(folder => folder.Id).Distinct().ToArray(),
                userId ?? Guid.Empty);
            foreach (var (id, count) in rows)
            {
                counts[id] = count;
            }
        }

        return counts;
    }

    /// <summary>Size of a library; its watch state is never shown.</summary>
    private Task<int> ChildrenAsync(Guid id, CancellationToken cancellationToken) => totals.GetAsync($"children of {id}", async () =>
    {
        var rows = await database.ListAsync(FolderCountSql.Children, row => row.GetInt32(0), cancellationToken, id);
        return rows[0];
    });
}
