using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>
/// The statement behind "next up": of the series that the user played last, the episode after the last one played. Specials neither
/// count as played nor come next. The second column is the number of played rows that were looked at: fewer than asked for = all.
/// </summary>
internal static class NextUpSql
{
    private static readonly string IsEpisode =
        $"i.kind = {(int)BaseItemKind.Episode} AND i.role = {(int)ItemRole.Main} AND NOT i.is_virtual AND i.series_id IS NOT NULL";

    public static (string Text, SqlConditions Sql) Build(NextUpQuery query, int window)
    {
        var sql = new SqlConditions();
        var user = sql.Parameter(query.Viewer.UserId);
        sql.Add(IsEpisode);
        ViewerSql.Add(sql, query.Viewer);
        var visible = sql.Where;
        if (query.Scope.Kind == ItemScopeKind.Library)
        {
            sql.Add($"i.library_id = {sql.Parameter(query.Scope.Id)}");
        }

        if (query.SeriesId is { } series)
        {
            sql.Add($"i.series_id = {sql.Parameter(series)}");
        }

        var played = query.SeriesId is null
            ? $"SELECT item_id, last_played_date FROM user_data WHERE user_id = {user} AND played ORDER BY last_played_date DESC NULLS LAST LIMIT {sql.Parameter(window)}"
            : $"SELECT item_id, last_played_date FROM user_data WHERE user_id = {user} AND played LIMIT {sql.Parameter(int.MaxValue)}";
        var cutoff = query.Cutoff is { } date ? $"HAVING max(p.last_played_date) >= {sql.Parameter(date.ToUniversalTime())}" : "";
        var limit = query.Limit is { } count ? $"LIMIT {sql.Parameter(query.StartIndex + count)}" : "";
        var text = $"""
            WITH played AS MATERIALIZED ({played}),
            series AS (
                SELECT i.series_id, max(p.last_played_date) AS last_played
                FROM played p JOIN items i ON i.id = p.item_id
                WHERE {sql.Where} GROUP BY i.series_id {cutoff}),
            next_up AS (
                SELECT n.id, s.last_played, s.series_id FROM (SELECT * FROM series ORDER BY last_played DESC NULLS LAST, series_id) s
                LEFT JOIN LATERAL ({LastWatched(user, query.EnableRewatching)}) w ON TRUE
                JOIN LATERAL ({Next(user, visible, query.EnableRewatching)}) n ON TRUE
                WHERE {(query.EnableResumable ? "TRUE" : "n.position = 0")}
                ORDER BY s.last_played DESC NULLS LAST, s.series_id {limit})
            SELECT n.id, c.total FROM (SELECT count(*) AS total FROM played) c LEFT JOIN next_up n ON TRUE
            ORDER BY n.last_played DESC NULLS LAST, n.series_id
            """;
        return (text, sql);
    }

    private static string LastWatched(string user, bool rewatching) => $"""
        SELECT i.parent_index_number AS season, COALESCE(i.index_number_end, i.index_number) AS number
        FROM items i JOIN user_data d ON d.user_id = {user} AND d.item_id = i.id AND d.played
        WHERE i.series_id = s.series_id AND {IsEpisode} AND i.parent_index_number > 0
        ORDER BY {(rewatching ? "d.last_played_date DESC NULLS LAST, " : "")}i.parent_index_number DESC, i.index_number DESC LIMIT 1
        """;

    private static string Next(string user, string visible, bool rewatching) => $"""
        SELECT i.id, COALESCE(d.playback_position_ticks, 0) AS position
        FROM items i LEFT JOIN user_data d ON d.user_id = {user} AND d.item_id = i.id
        WHERE i.series_id = s.series_id AND {visible} AND i.parent_index_number > 0
          AND (i.parent_index_number, COALESCE(i.index_number, 0)) > (COALESCE(w.season, 0), COALESCE(w.number, 0))
          {(rewatching ? "" : "AND d.played IS NOT TRUE")}
        ORDER BY i.parent_index_number, i.index_number, i.id LIMIT 1
        """;
}
