using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>Conditions on what a user did with <c>items i</c>.</summary>
internal static class WatchSql
{
    private static readonly BaseItemKind[] Files =
        [BaseItemKind.Movie, BaseItemKind.Episode, BaseItemKind.Video, BaseItemKind.Audio, BaseItemKind.Trailer, BaseItemKind.MusicVideo];

    public static void Add(SqlConditions sql, ItemQuery query)
    {
        var watch = query.Watch;
        if (watch == new WatchConditions())
        {
            return;
        }

        var user = sql.Parameter(query.Viewer.UserId);
        AddSet(sql, user, watch.IsFavorite, "d.is_favorite");
        AddSet(sql, user, watch.IsResumable, "d.playback_position_ticks > 0");
        AddSet(sql, user, watch.Likes, "d.likes");
        AddSet(sql, user, watch.IsFavoriteOrLiked ? true : null, "(d.is_favorite OR d.likes)");
        if (watch.IsPlayed is { } played)
        {
            sql.Add(ItemSql.IsOnly(query, Files) ? SetOf(user, played, "d.played") : $"({IsPlayed(user)}) = {(played ? "TRUE" : "FALSE")}");
        }
    }

    /// <summary>Whether <c>i</c> is played: a folder is when nothing below it is left.</summary>
    public static string IsPlayed(string user) => $"""
        CASE WHEN i.kind IN ({(int)BaseItemKind.Series}, {(int)BaseItemKind.Season}) THEN
            COALESCE((SELECT bool_and(COALESCE(d.played, FALSE)) FROM items e LEFT JOIN user_data d ON d.user_id = {user} AND d.item_id = e.id
             WHERE CASE WHEN i.kind = {(int)BaseItemKind.Series} THEN e.series_id ELSE e.season_id END = i.id
               AND e.kind = {(int)BaseItemKind.Episode} AND e.role = {(int)ItemRole.Main} AND NOT e.is_virtual), FALSE)
        ELSE EXISTS (SELECT 1 FROM user_data d WHERE d.user_id = {user} AND d.item_id = i.id AND d.played) END
        """;

    private static void AddSet(SqlConditions sql, string user, bool? wanted, string condition)
    {
        if (wanted is { } value)
        {
            sql.Add(SetOf(user, value, condition));
        }
    }

    private static string SetOf(string user, bool wanted, string condition) => wanted
        ? $"i.id IN (SELECT d.item_id FROM user_data d WHERE d.user_id = {user} AND {condition})"
        : $"NOT EXISTS (SELECT 1 FROM user_data d WHERE d.user_id = {user} AND d.item_id = i.id AND {condition})";
}
