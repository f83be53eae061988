using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;
using Npgsql;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>Names that occur on items; their pictures and texts are in rows of their own where somebody gave them any.</summary>
internal sealed class PostgresNameStore(NpgsqlDataSource database, IItemStore items) : INameStore
{
    public async Task<ItemPage> ListAsync(BaseItemKind kind, NameQuery query, CancellationToken cancellationToken)
    {
        var found = await NamesAsync(kind, query.Items, cancellationToken);
        var names = NameFilter.Apply(found.Select(name => NamedItem.Create(kind, name)), query.Names).DistinctBy(item => item.Id).ToList();
        if (query.IsFavorite is { } favorite)
        {
            var favorites = await FavoritesAsync(query.Items.Viewer.UserId, [.. names.Select(item => item.Id)], cancellationToken);
            names = [.. names.Where(item => favorites.Contains(item.Id) == favorite)];
        }

        var sorted = query.Descending
            ? names.OrderByDescending(item => item.SortName, StringComparer.Ordinal)
            : names.OrderBy(item => item.SortName, StringComparer.Ordinal);
        var page = sorted.Skip(query.StartIndex).Take(query.Limit ?? int.MaxValue).ToList();
        var rows = (await items.FindManyAsync([.. page.Select(item => item.Id)], cancellationToken)).ToDictionary(item => item.Id);
        return new ItemPage([.. page.Select(item => rows.GetValueOrDefault(item.Id, item))], names.Count);
    }

    public async Task<ItemPage> PeopleAsync(PeopleQuery query, CancellationToken cancellationToken)
    {
        var sql = PeopleSql.Build(query);
        var limit = query.Limit is { } count ? $"LIMIT {sql.Parameter(count)}" : "";
        var ids = await sql.ListAsync(
            database,
            $"SELECT i.id FROM items i WHERE {sql.Where} ORDER BY i.sort_name, i.id {limit} OFFSET {sql.Parameter(query.StartIndex)}",
            row => row.GetGuid(0),
            cancellationToken);
        var page = await items.FindManyAsync(ids, cancellationToken);
        if (query.Limit is null || (query.StartIndex == 0 && ids.Count < query.Limit))
        {
            return new ItemPage(page, query.StartIndex + ids.Count);
        }

        sql = PeopleSql.Build(query);
        var total = await sql.ListAsync(database, $"SELECT count(*)::int FROM items i WHERE {sql.Where}", row => row.GetInt32(0), cancellationToken);
        return new ItemPage(page, total[0]);
    }

    public async Task<Item?> FindAsync(BaseItemKind kind, string name, Viewer viewer, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(ItemId.FromName(kind, name), cancellationToken) is { } row)
        {
            return row;
        }

        if (kind == BaseItemKind.Person)
        {
            return null;
        }

        var names = await NamesAsync(kind, new ItemQuery(viewer), cancellationToken);
        var known = names.Find(candidate => string.Equals(candidate, name.Trim(), StringComparison.OrdinalIgnoreCase));
        return known is null ? null : NamedItem.Create(kind, known);
    }

    private async Task<List<string>> NamesAsync(BaseItemKind kind, ItemQuery query, CancellationToken cancellationToken)
    {
        var sql = ItemSql.Build(query);
        var text = kind switch
        {
            BaseItemKind.Genre => $"SELECT DISTINCT n FROM items i, unnest(i.genres) n WHERE {sql.Where}",
            BaseItemKind.Studio => $"SELECT DISTINCT n FROM items i, unnest(i.studios) n WHERE {sql.Where}",
            BaseItemKind.Year => $"SELECT DISTINCT i.production_year::text FROM items i WHERE i.production_year > 0 AND {sql.Where}",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Items have no such names."),
        };
        return await sql.ListAsync(database, text, row => row.GetString(0), cancellationToken);
    }

    private async Task<HashSet<Guid>> FavoritesAsync(Guid userId, Guid[] ids, CancellationToken cancellationToken)
        => [.. await database.ListAsync(
            "SELECT item_id FROM user_data WHERE user_id = $1 AND is_favorite AND item_id = ANY($2)",
            row => row.GetGuid(0),
            cancellationToken,
            userId,
            ids)];
}
