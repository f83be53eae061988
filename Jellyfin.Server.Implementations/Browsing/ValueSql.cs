using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>Conditions on single columns of <c>items i</c>.</summary>
internal static class ValueSql
{
    public static void Add(SqlConditions sql, ValueConditions values)
    {
        AddSizes(sql, values);
        AddRatings(sql, values);
        AddDates(sql, values);
        sql.AddIf(values.HasSubtitles, () => "i.has_subtitles");
        sql.AddIf(values.HasOverview, () => "i.overview <> ''");
        sql.AddIf(values.IsLocked, () => "i.lock_data");
        Compare(sql, "i.index_number", "=", values.IndexNumber);
        Compare(sql, "i.parent_index_number", "=", values.ParentIndexNumber);
        foreach (var (provider, wanted) in values.ProviderIds)
        {
            sql.AddIf(wanted, () => $"i.provider_ids ? {sql.Parameter(provider)}");
        }

        AddExtras(sql, values);
        if (values.ImageTypes.Count > 0)
        {
            var types = sql.Parameter(values.ImageTypes.Select(type => type.ToString()).ToArray());
            sql.Add($"EXISTS (SELECT 1 FROM jsonb_array_elements(i.images) image WHERE image ->> 'Type' = ANY({types}))");
        }
    }

    private static void AddSizes(SqlConditions sql, ValueConditions values)
    {
        sql.AddIf(values.IsHd, () => "i.width >= 1200");
        sql.AddIf(values.Is4K, () => "i.width >= 3800");
        Compare(sql, "i.width", ">=", values.MinWidth);
        Compare(sql, "i.height", ">=", values.MinHeight);
        Compare(sql, "i.width", "<=", values.MaxWidth);
        Compare(sql, "i.height", "<=", values.MaxHeight);
    }

    private static void AddRatings(SqlConditions sql, ValueConditions values)
    {
        Compare(sql, "i.community_rating", ">=", values.MinCommunityRating);
        Compare(sql, "i.critic_rating", ">=", values.MinCriticRating);
        sql.AddIf(values.HasOfficialRating, () => "i.official_rating <> ''");
        sql.AddIf(values.HasParentalRating, () => "i.parental_rating IS NOT NULL");
    }

    private static void AddDates(SqlConditions sql, ValueConditions values)
    {
        Compare(sql, "i.premiere_date", ">=", values.MinPremiereDate?.ToUniversalTime());
        Compare(sql, "i.premiere_date", "<=", values.MaxPremiereDate?.ToUniversalTime());
        Compare(sql, "i.date_modified", ">=", values.MinDateLastSaved?.ToUniversalTime());
    }

    private static void Compare<T>(SqlConditions sql, string column, string comparison, T? value)
        where T : struct
    {
        if (value is { } number)
        {
            sql.Add($"{column} {comparison} {sql.Parameter(number)}");
        }
    }

    private static void AddExtras(SqlConditions sql, ValueConditions values)
    {
        foreach (var (type, wanted) in values.Extras)
        {
            sql.AddIf(wanted, () => $"EXISTS (SELECT 1 FROM items x WHERE x.owner_id = i.id AND x.extra_type = {(int)type})");
        }

        sql.AddIf(values.HasSpecialFeature, () => $"""
            EXISTS (SELECT 1 FROM items x WHERE x.owner_id = i.id AND x.role = {(int)ItemRole.Extra}
                    AND x.extra_type NOT IN ({(int)ExtraType.Trailer}, {(int)ExtraType.ThemeSong}, {(int)ExtraType.ThemeVideo}))
            """);
    }
}
