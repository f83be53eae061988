using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>The ORDER BY of a query over <c>items i</c>. It ends with the id: pages must not overlap.</summary>
internal static class OrderSql
{
    private static readonly Dictionary<ItemSortBy, string[]> Columns = new()
    {
        [ItemSortBy.Default] = ["i.sort_name"],
        [ItemSortBy.SortName] = ["i.sort_name"],
        [ItemSortBy.Name] = ["i.name"],
        [ItemSortBy.DateCreated] = ["i.date_created"],
        [ItemSortBy.DateLastContentAdded] = ["?i.date_last_media_added"],
        [ItemSortBy.PremiereDate] = ["?i.premiere_date"],
        [ItemSortBy.StartDate] = ["?i.premiere_date"],
        [ItemSortBy.ProductionYear] = ["?i.production_year"],
        [ItemSortBy.CommunityRating] = ["?i.community_rating"],
        [ItemSortBy.CriticRating] = ["?i.critic_rating"],
        [ItemSortBy.OfficialRating] = ["?i.parental_rating"],
        [ItemSortBy.Runtime] = ["?i.run_time_ticks"],
        [ItemSortBy.VideoBitRate] = ["?i.bitrate"],
        [ItemSortBy.IsFolder] = ["i.is_folder"],
        [ItemSortBy.AirTime] = ["?i.air_time"],
        [ItemSortBy.Studio] = ["?i.studios[1]"],
        [ItemSortBy.IndexNumber] = ["?i.index_number"],
        [ItemSortBy.ParentIndexNumber] = ["?i.parent_index_number"],
        [ItemSortBy.Random] = ["random()"],
        [ItemSortBy.SeriesSortName] = ["?COALESCE((SELECT s.sort_name FROM items s WHERE s.id = i.series_id), i.sort_name)"],
        [ItemSortBy.AiredEpisodeOrder] = ["(i.parent_index_number IS NULL OR i.parent_index_number = 0)", "?i.parent_index_number", "?i.index_number"],
    };

    public static string Build(SqlConditions sql, ItemQuery query)
    {
        var parts = new List<string>();
        if (query.OrderBy.Count == 0 && !string.IsNullOrWhiteSpace(query.Names.SearchTerm))
        {
            parts.Add(NameSql.Rank(sql, query.Names.SearchTerm));
        }
        else if (query.OrderBy.Count == 0 && query.Scope.Kind == ItemScopeKind.Linked)
        {
            parts.Add($"(SELECT min(l.sort_order) FROM linked_children l WHERE l.parent_id = {sql.Parameter(query.Scope.Id)} AND l.child_id = i.id)");
        }

        foreach (var order in query.OrderBy)
        {
            Add(parts, order, sql, query);
        }

        if (parts.Count == 0)
        {
            parts.Add("i.sort_name");
        }

        parts.Add(parts[^1].EndsWith("DESC", StringComparison.Ordinal) ? "i.id DESC" : "i.id");
        return string.Join(", ", parts);
    }

    private static void Add(List<string> parts, ItemOrder order, SqlConditions sql, ItemQuery query)
    {
        var columns = Columns.GetValueOrDefault(order.By) ?? (UserColumn(order.By, sql, query) is { } column ? [column] : []);
        foreach (var name in columns)
        {
            // Unknown values are the smallest. Only said where there can be any: otherwise no index would fit.
            var (expression, nulls) = name[0] == '?'
                ? (name[1..], order.Descending ? " NULLS LAST" : " NULLS FIRST")
                : (name, "");
            var part = $"{expression}{(order.Descending ? " DESC" : "")}{nulls}";
            if (!parts.Contains(part))
            {
                parts.Add(part);
            }
        }
    }

    private static string? UserColumn(ItemSortBy by, SqlConditions sql, ItemQuery query)
    {
        var user = sql.Parameter(query.Viewer.UserId);
        return by switch
        {
            ItemSortBy.DatePlayed => Value("last_played_date"),
            ItemSortBy.PlayCount => Value("play_count"),
            ItemSortBy.IsFavoriteOrLiked => Value("(d.is_favorite OR COALESCE(d.likes, FALSE))::int"),
            ItemSortBy.IsPlayed => $"{WatchSql.IsPlayed(user)}",
            ItemSortBy.IsUnplayed => $"NOT ({WatchSql.IsPlayed(user)})",
            ItemSortBy.SeriesDatePlayed => $"""
                ?(SELECT max(d.last_played_date) FROM items e JOIN user_data d ON d.user_id = {user} AND d.item_id = e.id
                  WHERE e.series_id = COALESCE(i.series_id, i.id) AND e.kind = {(int)BaseItemKind.Episode})
                """,
            _ => $"(i.id IS NULL AND {user}::uuid IS NULL)",
        };

        string Value(string column) => $"?(SELECT {column} FROM user_data d WHERE d.user_id = {user} AND d.item_id = i.id)";
    }
}
