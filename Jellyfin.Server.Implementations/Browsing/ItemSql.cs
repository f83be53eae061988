using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>Turns an <see cref="ItemQuery"/> into conditions on the table <c>items i</c>.</summary>
internal static class ItemSql
{
    /// <summary>Items that stand for a name or a place; lists have them only when they are asked for by kind or by parent.</summary>
    private static readonly string NotContent = string.Join(
        ',',
        new[]
        {
            BaseItemKind.Genre, BaseItemKind.MusicGenre, BaseItemKind.Studio, BaseItemKind.Person, BaseItemKind.Year,
            BaseItemKind.CollectionFolder, BaseItemKind.UserRootFolder, BaseItemKind.UserView, BaseItemKind.AggregateFolder,
            BaseItemKind.ManualPlaylistsFolder, BaseItemKind.PlaylistsFolder,
        }.Select(kind => (int)kind));

    public static SqlConditions Build(ItemQuery query)
    {
        var sql = new SqlConditions();
        AddScope(sql, query);
        AddKinds(sql, query);
        ViewerSql.Add(sql, query.Viewer);
        NameSql.Add(sql, query.Names);
        TagSql.Add(sql, query.Tags);
        ValueSql.Add(sql, query.Values);
        WatchSql.Add(sql, query);
        return sql;
    }

    /// <summary>True when the query can only return the given kinds.</summary>
    public static bool IsOnly(ItemQuery query, params BaseItemKind[] kinds) => query.Kinds.Count > 0 && query.Kinds.All(kinds.Contains);

    private static void AddScope(SqlConditions sql, ItemQuery query)
    {
        var id = query.Scope.Kind == ItemScopeKind.Everything ? "" : sql.Parameter(query.Scope.Id);
        switch (query.Scope.Kind)
        {
            case ItemScopeKind.Library:
                sql.Add($"i.library_id = {id}");
                break;
            case ItemScopeKind.Children:
                sql.Add($"i.parent_id = {id}");
                break;
            case ItemScopeKind.Series:
                sql.Add($"i.series_id = {id}");
                break;
            case ItemScopeKind.Season:
                sql.Add($"i.season_id = {id}");
                break;
            case ItemScopeKind.Linked:
                sql.Add($"i.id IN (SELECT child_id FROM linked_children WHERE parent_id = {id})");
                break;
            case ItemScopeKind.Owned:
                sql.Add($"i.owner_id = {id}");
                return;
            case ItemScopeKind.Descendants:
                sql.Add($"""
                    i.id IN (WITH RECURSIVE below AS (
                        SELECT f.id, f.is_folder FROM items f WHERE f.parent_id = {id}
                        UNION ALL SELECT c.id, c.is_folder FROM items c JOIN below b ON c.parent_id = b.id AND b.is_folder)
                    SELECT id FROM below)
                    """);
                break;
        }

        // Written out, not a parameter: the partial indexes of items are for this role.
        sql.Add($"i.role = {(int)ItemRole.Main}");
    }

    private static void AddKinds(SqlConditions sql, ItemQuery query)
    {
        if (query.Kinds.Count == 1)
        {
            sql.Add($"i.kind = {sql.Parameter((int)query.Kinds[0])}");
        }
        else if (query.Kinds.Count > 1)
        {
            sql.Add($"i.kind = ANY({sql.Parameter(query.Kinds.Select(kind => (int)kind).ToArray())})");
        }
        else if (query.Ids.Count == 0 && query.Scope.Kind is ItemScopeKind.Everything or ItemScopeKind.Library or ItemScopeKind.Descendants)
        {
            sql.Add($"i.kind NOT IN ({NotContent})");
        }

        if (query.ExcludeKinds.Count > 0)
        {
            sql.Add($"i.kind <> ALL({sql.Parameter(query.ExcludeKinds.Select(kind => (int)kind).ToArray())})");
        }

        if (query.MediaTypes.Count > 0)
        {
            sql.Add($"i.media_type = ANY({sql.Parameter(query.MediaTypes.Select(type => (int)type).ToArray())})");
        }

        AddIds(sql, query);
        sql.AddIf(query.IsFolder, () => "i.is_folder");
        AddMissing(sql, query);
    }

    private static void AddIds(SqlConditions sql, ItemQuery query)
    {
        if (query.Ids.Count > 0)
        {
            sql.Add($"i.id = ANY({sql.Parameter(query.Ids.ToArray())})");
        }

        if (query.ExcludeIds.Count > 0)
        {
            sql.Add($"i.id <> ALL({sql.Parameter(query.ExcludeIds.ToArray())})");
        }
    }

    private static void AddMissing(SqlConditions sql, ItemQuery query)
    {
        if (query.IsMissing == true)
        {
            sql.Add($"i.is_virtual AND i.kind = {(int)BaseItemKind.Episode}");
        }
        else if (query.Kinds.Count == 0 || query.Kinds.Contains(BaseItemKind.Episode))
        {
            sql.Add($"NOT (i.is_virtual AND i.kind = {(int)BaseItemKind.Episode})");
        }
    }
}
