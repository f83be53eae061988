using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;
using Npgsql;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>
/// Lists of items in two steps: the ids of the page, mostly from an index alone, then the rows. The total is counted meanwhile.
/// </summary>
internal sealed class PostgresItemQueryStore(NpgsqlDataSource database, IItemStore items, ItemsCache<string, int> totals) : IItemQueryStore
{
    public async Task<ItemPage> QueryAsync(ItemQuery query, CancellationToken cancellationToken)
    {
        if (query.Limit == 0)
        {
            return new ItemPage([], query.WantsTotal ? await CountAsync(query, cancellationToken) : 0);
        }

        var counting = query is { WantsTotal: true, Limit: not null } ? CountAsync(query, cancellationToken) : null;
        try
        {
            var ids = await IdsAsync(query, cancellationToken);
            var page = await items.FindManyAsync(ids, cancellationToken);
            return new ItemPage(page, counting is null ? query.StartIndex + ids.Count : await counting);
        }
        finally
        {
            await (counting?.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default) ?? Task.CompletedTask);
        }
    }

    public async Task<Item?> FindAsync(Guid id, Viewer viewer, CancellationToken cancellationToken)
    {
        if (!viewer.SeesEverything)
        {
            var sql = new SqlConditions();
            sql.Add($"i.id = {sql.Parameter(id)}");
            ViewerSql.Add(sql, viewer);
            if ((await sql.ListAsync(database, $"SELECT i.id FROM items i WHERE {sql.Where}", row => row.GetGuid(0), cancellationToken)).Count == 0)
            {
                return null;
            }
        }

        return await items.FindAsync(id, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<BaseItemKind, int>> CountByKindAsync(ItemQuery query, CancellationToken cancellationToken)
    {
        var sql = ItemSql.Build(query);
        var rows = await sql.ListAsync(
            database,
            $"SELECT i.kind, count(*)::int FROM items i WHERE {sql.Where} GROUP BY i.kind",
            row => (Kind: (BaseItemKind)row.GetInt32(0), Count: row.GetInt32(1)),
            cancellationToken);
        return rows.ToDictionary(row => row.Kind, row => row.Count);
    }

    public async Task<FilterValues> FilterValuesAsync(ItemQuery query, CancellationToken cancellationToken)
    {
        var sql = ItemSql.Build(query);
        var command = $"""
            WITH found AS MATERIALIZED (
                SELECT i.genres, i.tags, i.official_rating, i.production_year, i.audio_languages, i.subtitle_languages
                FROM items i WHERE {sql.Where})
            SELECT ARRAY(SELECT DISTINCT unnest(genres) AS value FROM found ORDER BY value),
                   ARRAY(SELECT DISTINCT unnest(tags) AS value FROM found ORDER BY value),
                   ARRAY(SELECT DISTINCT official_rating FROM found WHERE official_rating <> '' ORDER BY official_rating),
                   ARRAY(SELECT DISTINCT production_year FROM found WHERE production_year > 0 ORDER BY production_year),
                   ARRAY(SELECT DISTINCT unnest(audio_languages) AS value FROM found ORDER BY value),
                   ARRAY(SELECT DISTINCT unnest(subtitle_languages) AS value FROM found ORDER BY value)
            """;
        var rows = await sql.ListAsync(
            database,
            command,
            row => new FilterValues(Texts(row, 0), Texts(row, 1), Texts(row, 2), row.GetFieldValue<int[]>(3), Texts(row, 4), Texts(row, 5)),
            cancellationToken);
        return rows[0];
    }

    public async Task<IReadOnlyList<LinkedChild>> EntriesAsync(Guid parentId, CancellationToken cancellationToken)
        => await database.ListAsync(
            "SELECT id, parent_id, child_id, sort_order FROM linked_children WHERE parent_id = $1 ORDER BY sort_order, id",
            row => new LinkedChild { Id = row.GetGuid(0), ParentId = row.GetGuid(1), ChildId = row.GetGuid(2), SortOrder = row.GetInt32(3) },
            cancellationToken,
            parentId);

    public async Task<IReadOnlyList<Guid>> ParentsOfEntryAsync(Guid childId, BaseItemKind parentKind, CancellationToken cancellationToken)
        => await database.ListAsync(
            "SELECT DISTINCT p.id FROM linked_children l JOIN items p ON p.id = l.parent_id WHERE l.child_id = $1 AND p.kind = $2",
            row => row.GetGuid(0),
            cancellationToken,
            childId,
            (int)parentKind);

    private static string[] Texts(NpgsqlDataReader row, int column) => row.GetFieldValue<string[]>(column);

    private async Task<List<Guid>> IdsAsync(ItemQuery query, CancellationToken cancellationToken)
    {
        var sql = ItemSql.Build(query);
        var order = OrderSql.Build(sql, query);
        var limit = query.Limit is { } count ? $"LIMIT {sql.Parameter(count)}" : "";
        var offset = query.StartIndex > 0 ? $"OFFSET {sql.Parameter(query.StartIndex)}" : "";
        return await sql.ListAsync(
            database, $"SELECT i.id FROM items i WHERE {sql.Where} ORDER BY {order} {limit} {offset}", row => row.GetGuid(0), cancellationToken);
    }

    private async Task<int> CountAsync(ItemQuery query, CancellationToken cancellationToken)
    {
        var sql = ItemSql.Build(query);
        return query.Watch == new WatchConditions()
            ? await totals.GetAsync(sql.Key, () => CountAsync(sql, cancellationToken))
            : await CountAsync(sql, cancellationToken);
    }

    private async Task<int> CountAsync(SqlConditions sql, CancellationToken cancellationToken)
    {
        var rows = await sql.ListAsync(database, $"SELECT count(*)::int FROM items i WHERE {sql.Where}", row => row.GetInt32(0), cancellationToken);
        return rows[0];
    }
}
