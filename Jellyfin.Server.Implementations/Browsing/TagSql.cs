using MediaBrowser.Controller.Browsing;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>Conditions on the lists of <c>items i</c>.</summary>
internal static class TagSql
{
    public static void Add(SqlConditions sql, TagConditions tags)
    {
        AddOverlap(sql, "i.genres", tags.Genres);
        AddNamed(sql, "i.genres", tags.GenreIds);
        AddOverlap(sql, "i.studios", tags.Studios);
        AddNamed(sql, "i.studios", tags.StudioIds);
        AddOverlap(sql, "i.tags", tags.Tags);
        AddOverlap(sql, "i.audio_languages", tags.AudioLanguages);
        AddOverlap(sql, "i.subtitle_languages", tags.SubtitleLanguages);
        AddOneOf(sql, "i.official_rating", tags.OfficialRatings);
        AddOneOf(sql, "i.status", tags.SeriesStatus);
        if (tags.Years.Count > 0)
        {
            sql.Add($"i.production_year = ANY({sql.Parameter(tags.Years.ToArray())})");
        }

        AddPeople(sql, tags);
    }

    private static void AddOverlap(SqlConditions sql, string column, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            sql.Add($"{column} && {sql.Parameter(values.ToArray())}");
        }
    }

    private static void AddNamed(SqlConditions sql, string column, IReadOnlyList<Guid> ids)
    {
        if (ids.Count > 0)
        {
            sql.Add($"{column} && (SELECT array_agg(n.name) FROM items n WHERE n.id = ANY({sql.Parameter(ids.ToArray())}))");
        }
    }

    private static void AddOneOf(SqlConditions sql, string column, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            sql.Add($"{column} = ANY({sql.Parameter(values.ToArray())})");
        }
    }

    private static void AddPeople(SqlConditions sql, TagConditions tags)
    {
        if (tags.PersonIds.Count == 0 && string.IsNullOrEmpty(tags.Person))
        {
            return;
        }

        var who = tags.PersonIds.Count > 0
            ? $"c.person_id = ANY({sql.Parameter(tags.PersonIds.ToArray())})"
            : $"c.person_id IN (SELECT p.id FROM items p WHERE p.kind = {(int)MediaBrowser.Controller.Library.BaseItemKind.Person} AND lower(p.name) = {sql.Parameter(tags.Person!.ToLowerInvariant())})";
        var what = tags.PersonKinds.Count > 0
            ? $" AND c.kind = ANY({sql.Parameter(tags.PersonKinds.Select(kind => (int)kind).ToArray())})"
            : "";
        sql.Add($"i.id IN (SELECT c.item_id FROM item_people c WHERE {who}{what})");
    }
}
