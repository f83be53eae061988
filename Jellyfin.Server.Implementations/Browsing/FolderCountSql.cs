using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>
/// Statements that count what is in folders: id, children, playable items, unplayed items. $1 = folder ids, $2 = user.
/// </summary>
internal static class FolderCountSql
{
    private static readonly string Series = $"""
        SELECT e.series_id,
               (count(*) FILTER (WHERE e.kind = {(int)BaseItemKind.Season}))::int,
               (count(*) FILTER (WHERE e.kind = {(int)BaseItemKind.Episode} AND NOT e.is_virtual))::int,
               (count(*) FILTER (WHERE e.kind = {(int)BaseItemKind.Episode} AND NOT e.is_virtual AND d.item_id IS NULL))::int
        FROM items e
        LEFT JOIN user_data d ON d.user_id = $2 AND d.item_id = e.id AND d.played
        WHERE e.series_id = ANY($1) AND e.kind IN ({(int)BaseItemKind.Season}, {(int)BaseItemKind.Episode}) AND e.role = {(int)ItemRole.Main}
        GROUP BY e.series_id
        """;

    private static readonly string Season = $"""
        SELECT e.season_id, count(*)::int, count(*)::int, (count(*) FILTER (WHERE d.item_id IS NULL))::int
        FROM items e
        LEFT JOIN user_data d ON d.user_id = $2 AND d.item_id = e.id AND d.played
        WHERE e.season_id = ANY($1) AND e.kind = {(int)BaseItemKind.Episode} AND e.role = {(int)ItemRole.Main} AND NOT e.is_virtual
        GROUP BY e.season_id
        """;

    private static readonly string Linked = $"""
        SELECT l.parent_id, count(*)::int, count(*)::int, (count(*) FILTER (WHERE d.item_id IS NULL))::int
        FROM linked_children l
        JOIN items e ON e.id = l.child_id
        LEFT JOIN user_data d ON d.user_id = $2 AND d.item_id = e.id AND d.played
        WHERE l.parent_id = ANY($1)
        GROUP BY l.parent_id
        """;

    private static readonly string Folder = $"""
        SELECT e.parent_id, count(*)::int, (count(*) FILTER (WHERE NOT e.is_folder))::int,
               (count(*) FILTER (WHERE d.item_id IS NULL AND NOT e.is_folder))::int
        FROM items e
        LEFT JOIN user_data d ON d.user_id = $2 AND d.item_id = e.id AND d.played
        WHERE e.parent_id = ANY($1) AND e.role = {(int)ItemRole.Main}
        GROUP BY e.parent_id
        """;

    /// <summary>$1 = folder.</summary>
    public static readonly string Children = $"SELECT count(*)::int FROM items e WHERE e.parent_id = $1 AND e.role = {(int)ItemRole.Main}";

    public static bool IsLibrary(Item folder) => folder.Kind is BaseItemKind.CollectionFolder or BaseItemKind.UserRootFolder or BaseItemKind.UserView;

    public static string For(BaseItemKind kind) => kind switch
    {
        BaseItemKind.Series => Series,
        BaseItemKind.Season => Season,
        BaseItemKind.BoxSet or BaseItemKind.Playlist => Linked,
        _ => Folder,
    };
}
