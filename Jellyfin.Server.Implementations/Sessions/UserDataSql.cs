using MediaBrowser.Controller.Library;
using Npgsql;
using NpgsqlTypes;

namespace Jellyfin.Server.Implementations.Sessions;

/// <summary>One upsert that touches only the columns of a change.</summary>
internal static class UserDataSql
{
    private const string Upsert =
        """
        INSERT INTO user_data AS old (
            user_id, item_id, playback_position_ticks, play_count, played, is_favorite, likes, rating, last_played_date,
            audio_stream_index, subtitle_stream_index, date_modified)
        SELECT @user, id, coalesce(@position, 0), greatest(coalesce(@count, 0) + @plays, @minimum), coalesce(@played, false),
            coalesce(@favorite, false), @likes, @rating, coalesce(@date, @first_date), @audio, @subtitle, clock_timestamp()
        FROM target CROSS JOIN set_config('idle_in_transaction_session_timeout', '5s', true)
        ON CONFLICT (user_id, item_id) DO UPDATE SET
            playback_position_ticks = coalesce(@position, old.playback_position_ticks),
            play_count = greatest(coalesce(@count, old.play_count) + @plays, @minimum),
            played = coalesce(@played, old.played),
            is_favorite = coalesce(@favorite, old.is_favorite),
            likes = CASE WHEN @clear_likes THEN NULL ELSE coalesce(@likes, old.likes) END,
            rating = CASE WHEN @clear_likes THEN NULL ELSE coalesce(@rating, old.rating) END,
            last_played_date = CASE WHEN @clear_date THEN NULL ELSE coalesce(@date, old.last_played_date, @first_date) END,
            audio_stream_index = CASE WHEN @clear_audio THEN NULL ELSE coalesce(@audio, old.audio_stream_index) END,
            subtitle_stream_index = CASE WHEN @clear_subtitle THEN NULL ELSE coalesce(@subtitle, old.subtitle_stream_index) END,
            date_modified = clock_timestamp()

        """;

    /// <summary>Changes one item.</summary>
    public const string UpdateOne = "WITH target AS (SELECT @item AS id)\n" + Upsert;

    /// <summary>
    /// Changes all items below one and returns their rows. They are locked in the order of their ids, so that two of these never wait for each
    /// other.
    /// </summary>
    public const string UpdateBelow =
        """
        WITH RECURSIVE below AS (
            SELECT id, is_folder, role FROM items WHERE id = @item
            UNION
            SELECT child.id, child.is_folder, child.role
            FROM below CROSS JOIN LATERAL (
                SELECT id, is_folder, role FROM items WHERE parent_id = below.id
                UNION ALL SELECT id, is_folder, role FROM items WHERE season_id = below.id
                UNION ALL SELECT id, is_folder, role FROM items WHERE series_id = below.id
                UNION ALL SELECT items.id, is_folder, role FROM linked_children JOIN items ON items.id = child_id
                    WHERE linked_children.parent_id = below.id) AS child
            WHERE below.is_folder),
        target AS (SELECT id FROM below WHERE NOT is_folder AND role = @main ORDER BY id)

        """ + Upsert + "RETURNING *";

    public static NpgsqlParameter[] Parameters(Guid userId, Guid itemId, UserDataChange change) =>
    [
        Parameter("user", NpgsqlDbType.Uuid, userId),
        Parameter("item", NpgsqlDbType.Uuid, itemId),
        Parameter("main", NpgsqlDbType.Integer, (int)ItemRole.Main),
        Parameter("position", NpgsqlDbType.Bigint, change.PlaybackPositionTicks),
        Parameter("count", NpgsqlDbType.Integer, change.PlayCount),
        Parameter("plays", NpgsqlDbType.Integer, change.AddPlays),
        Parameter("minimum", NpgsqlDbType.Integer, change.MinimumPlayCount),
        Parameter("played", NpgsqlDbType.Boolean, change.Played),
        Parameter("favorite", NpgsqlDbType.Boolean, change.IsFavorite),
        Parameter("likes", NpgsqlDbType.Boolean, change.Likes),
        Parameter("clear_likes", NpgsqlDbType.Boolean, change.ClearLikes),
        Parameter("rating", NpgsqlDbType.Double, change.Rating),
        Parameter("date", NpgsqlDbType.TimestampTz, change.LastPlayedDate?.ToUniversalTime()),
        Parameter("first_date", NpgsqlDbType.TimestampTz, change.LastPlayedDateIfNone?.ToUniversalTime()),
        Parameter("clear_date", NpgsqlDbType.Boolean, change.ClearLastPlayedDate),
        Parameter("audio", NpgsqlDbType.Integer, change.AudioStreamIndex),
        Parameter("clear_audio", NpgsqlDbType.Boolean, change.ClearAudioStreamIndex),
        Parameter("subtitle", NpgsqlDbType.Integer, change.SubtitleStreamIndex),
        Parameter("clear_subtitle", NpgsqlDbType.Boolean, change.ClearSubtitleStreamIndex),
    ];

    private static NpgsqlParameter Parameter(string name, NpgsqlDbType type, object? value) => new(name, type) { Value = value ?? DBNull.Value };
}
