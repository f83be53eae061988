using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;
using Npgsql;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>Home screen rows. Both lists read the newest rows first and stop as soon as the row on the screen is full.</summary>
internal sealed class PostgresHomeStore(NpgsqlDataSource database) : IHomeStore
{
    private const int FirstWindow = 400;
    private const int WindowGrowth = 8;

    public async Task<IReadOnlyList<LatestGroup>> LatestAsync(LatestQuery query, CancellationToken cancellationToken)
    {
        for (var window = Math.Max(FirstWindow, query.Limit); ; window *= WindowGrowth)
        {
            var rows = await NewestAsync(query, window, cancellationToken);
            var groups = Group(rows, query.GroupItems);
            if (groups.Count >= query.Limit || rows.Count < window)
            {
                return [.. groups.Take(query.Limit)];
            }
        }
    }

    public async Task<IReadOnlyList<Guid>> NextUpAsync(NextUpQuery query, CancellationToken cancellationToken)
    {
        for (var window = FirstWindow; ; window *= WindowGrowth)
        {
            var (text, sql) = NextUpSql.Build(query, window);
            var rows = await sql.ListAsync(
                database, text, row => (Id: row.IsDBNull(0) ? (Guid?)null : row.GetGuid(0), Read: row.GetInt64(1)), cancellationToken);
            var ids = rows.Select(row => row.Id).OfType<Guid>().ToList();
            var wanted = query.Limit is { } limit ? query.StartIndex + limit : int.MaxValue;
            if (ids.Count >= wanted || rows[0].Read < window)
            {
                return [.. ids.Skip(query.StartIndex).Take(query.Limit ?? int.MaxValue)];
            }
        }
    }

    public async Task<Guid?> FirstEpisodeAsync(Guid seriesId, Viewer viewer, CancellationToken cancellationToken)
    {
        var sql = new SqlConditions();
        sql.Add($"i.series_id = {sql.Parameter(seriesId)} AND i.kind = {(int)BaseItemKind.Episode} AND i.role = {(int)ItemRole.Main} AND NOT i.is_virtual");
        sql.Add("i.parent_index_number > 0");
        ViewerSql.Add(sql, viewer);
        var text = $"SELECT i.id FROM items i WHERE {sql.Where} ORDER BY i.parent_index_number, i.index_number, i.id LIMIT 1";
        var ids = await sql.ListAsync(database, text, row => row.GetGuid(0), cancellationToken);
        return ids.Count > 0 ? ids[0] : null;
    }

    public async Task<bool> IsBegunAsync(Guid seriesId, Viewer viewer, CancellationToken cancellationToken)
    {
        var text = $"""
            SELECT 1 FROM items i JOIN user_data d ON d.item_id = i.id AND d.user_id = $2 AND d.played
            WHERE i.series_id = $1 AND i.kind = {(int)BaseItemKind.Episode} AND i.role = {(int)ItemRole.Main} AND i.parent_index_number > 0 LIMIT 1
            """;
        var rows = await database.ListAsync(text, row => row.GetInt32(0), cancellationToken, seriesId, viewer.UserId);
        return rows.Count > 0;
    }

    public async Task<IReadOnlyList<Guid>> SimilarAsync(Item item, Viewer viewer, int limit, CancellationToken cancellationToken)
    {
        if (item.Genres.Length + item.Tags.Length + item.Studios.Length == 0)
        {
            return [];
        }

        var sql = ItemSql.Build(new ItemQuery(viewer) { Kinds = [item.Kind], ExcludeIds = [item.Id] });
        var (genres, tags, studios) = (sql.Parameter(item.Genres), sql.Parameter(item.Tags), sql.Parameter(item.Studios));
        sql.Add($"(i.genres && {genres} OR i.tags && {tags} OR i.studios && {studios})");
        var text = $"""
            SELECT i.id FROM items i WHERE {sql.Where}
            ORDER BY 3 * {Shared("genres", genres)} + 3 * {Shared("tags", tags)} + {Shared("studios", studios)} DESC,
                     i.community_rating DESC NULLS LAST, i.id LIMIT {sql.Parameter(limit)}
            """;
        return await sql.ListAsync(database, text, row => row.GetGuid(0), cancellationToken);

        static string Shared(string column, string values) => $"(SELECT count(*) FROM unnest(i.{column}) v WHERE v = ANY({values}))";
    }

    private static List<LatestGroup> Group(List<LatestItem> rows, bool grouping)
        => grouping
            ? [.. rows
                .GroupBy(row => row.Kind == BaseItemKind.Episode && row.SeriesId is { } series ? series : row.Id)
                .Select(group => new LatestGroup(group.First().Kind == BaseItemKind.Episode ? group.First().SeriesId : null, [.. group]))]
            : [.. rows.Select(row => new LatestGroup(null, [row]))];

    private async Task<List<LatestItem>> NewestAsync(LatestQuery query, int window, CancellationToken cancellationToken)
    {
        var sql = ItemSql.Build(new ItemQuery(query.Viewer)
        {
            Scope = query.Scope,
            Kinds = query.Kinds,
            Watch = new WatchConditions { IsPlayed = query.IsPlayed },
        });
        sql.Add("NOT i.is_folder");
        var text = $"""
            SELECT i.id, i.kind, i.series_id, i.season_id, i.date_created FROM items i
            WHERE {sql.Where} ORDER BY i.date_created DESC, i.id DESC LIMIT {sql.Parameter(window)}
            """;
        return await sql.ListAsync(
            database,
            text,
            row => new LatestItem(
                row.GetGuid(0),
                (BaseItemKind)row.GetInt32(1),
                row.IsDBNull(2) ? null : row.GetGuid(2),
                row.IsDBNull(3) ? null : row.GetGuid(3),
                row.GetFieldValue<DateTimeOffset>(4)),
            cancellationToken);
    }
}
