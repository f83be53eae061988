using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>Conditions on people, who are rows <c>items i</c> too.</summary>
internal static class PeopleSql
{
    public static SqlConditions Build(PeopleQuery query)
    {
        var sql = new SqlConditions();
        sql.Add($"i.kind = {(int)BaseItemKind.Person} AND i.role = {(int)ItemRole.Main}");
        NameSql.Add(sql, query.Names);
        AddCredits(sql, query);
        if (query.IsFavorite is { } favorite)
        {
            var user = sql.Parameter(query.Viewer.UserId);
            sql.Add($"{(favorite ? "" : "NOT ")}EXISTS (SELECT 1 FROM user_data d WHERE d.user_id = {user} AND d.item_id = i.id AND d.is_favorite)");
        }

        return sql;
    }

    private static void AddCredits(SqlConditions sql, PeopleQuery query)
    {
        // A person nobody can see in anything is not shown. Inside, "i" is the item the person is in.
        var credits = new List<string>();
        if (query.Kinds.Count > 0)
        {
            credits.Add($"c.kind = ANY({sql.Parameter(query.Kinds.Select(kind => (int)kind).ToArray())})");
        }

        if (query.ExcludeKinds.Count > 0)
        {
            credits.Add($"c.kind <> ALL({sql.Parameter(query.ExcludeKinds.Select(kind => (int)kind).ToArray())})");
        }

        if (query.AppearsInItemId is { } item)
        {
            credits.Add($"c.item_id = {sql.Parameter(item)}");
        }

        if (query.Viewer.SeesEverything)
        {
            credits.Add("c.person_id = i.id");
            sql.Add($"EXISTS (SELECT 1 FROM item_people c WHERE {string.Join(" AND ", credits)})");
        }
        else
        {
            var visible = sql.Nested(inner => ViewerSql.Add(inner, query.Viewer));
            credits.Add(visible);
            sql.Add($"i.id IN (SELECT c.person_id FROM item_people c JOIN items i ON i.id = c.item_id WHERE {string.Join(" AND ", credits)})");
        }
    }
}
