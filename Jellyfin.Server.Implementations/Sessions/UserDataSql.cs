using MediaBrowser.Controller.Library;
using Npgsql;
using NpgsqlTypes;

namespace Jellyfin.Server.Implementations.Sessions;

/// <summary>Upserts that touch only the columns that a change sets.</summary>
internal static class UserDataSql
{
    /// <summary>Changes as rows.</summary>
    private const string Changes =
        """
        change AS (
            SELECT * FROM unnest(
                @user, @item, @position, @count, @plays, @minimum, @played, @favorite, @likes, @clear_likes, @rating, @date, @first_date, @clear_date,
                @audio, @clear_audio, @subtitle, @clear_subtitle)
            AS field (
                user_id, item_id, position, count, plays, minimum, played, favorite, likes, clear_likes, rating, date, first_date, clear_date,
                audio, clear_audio, subtitle, clear_subtitle))
        """;

    private const string Upsert =
        """
        INSERT INTO user_data AS old (
            user_id, item_id, playback_position_ticks, play_count, played, is_favorite, likes, rating, last_played_date,
            audio_stream_index, subtitle_stream_index, date_modified)
        SELECT user_id, id, coalesce(position, 0), greatest(coalesce(count, 0) + plays, minimum), coalesce(played, false),
            coalesce(favorite, false), likes, rating, coalesce(date, first_date), audio, subtitle, clock_timestamp()
        FROM target CROSS JOIN set_config('idle_in_transaction_session_timeout', '5s', true)
        ON CONFLICT (user_id, item_id) DO UPDATE SET (
            playback_position_ticks, play_count, played, is_favorite, likes, rating, last_played_date,
            audio_stream_index, subtitle_stream_index, date_modified)
        = (SELECT coalesce(position, old.playback_position_ticks),
            greatest(coalesce(count, old.play_count) + plays, minimum),
            coalesce(change.played, old.played),
            coalesce(favorite, old.is_favorite),
            CASE WHEN NOT clear_likes THEN coalesce(change.likes, old.likes) END,
            CASE WHEN NOT clear_likes THEN coalesce(change.rating, old.rating) END,
            CASE WHEN NOT clear_date THEN coalesce(date, old.last_played_date, first_date) END,
            CASE WHEN NOT clear_audio THEN coalesce(audio, old.audio_stream_index) END,
            CASE WHEN NOT clear_subtitle THEN coalesce(subtitle, old.subtitle_stream_index) END,
            clock_timestamp()
        FROM change WHERE
        """;

    /// <summary>Changes single items, none of them twice. Rows are locked in the order of users and items.</summary>
    public const string UpdateMany =
        $"WITH {Changes}, target AS (SELECT change.*, item_id AS id FROM change ORDER BY user_id, item_id)\n{Upsert} change.user_id = old.user_id AND change.item_id = old.item_id)";

    /// <summary>
    /// Changes all items below one and returns their rows. They are locked in the order of their ids, so that two of these never wait for each
    /// other.
    /// </summary>
    public const string UpdateBelow =
        $"""
        WITH RECURSIVE {Changes},
        below AS (
            SELECT id, is_folder, role FROM items WHERE id = (SELECT item_id FROM change)
            UNION
            SELECT child.id, child.is_folder, child.role
            FROM below CROSS JOIN LATERAL (
                SELECT id, is_folder, role FROM items WHERE parent_id = below.id
                UNION ALL SELECT id, is_folder, role FROM items WHERE season_id = below.id
                UNION ALL SELECT id, is_folder, role FROM items WHERE series_id = below.id
                UNION ALL SELECT items.id, is_folder, role FROM linked_children JOIN items ON items.id = child_id
                    WHERE linked_children.parent_id = below.id) AS child
            WHERE below.is_folder),
        target AS (SELECT change.*, id FROM below CROSS JOIN change WHERE NOT is_folder AND role = @main ORDER BY id)
        {Upsert} true)
        RETURNING *
        """;

    /// <summary>For <see cref="UpdateBelow"/>: what to change in everything below the item of the write.</summary>
    public static NpgsqlParameter[] ParametersBelow(UserDataWrite write)
        => [.. Parameters([write]), new("main", NpgsqlDbType.Integer) { Value = (int)ItemRole.Main }];

    /// <summary>For <see cref="UpdateMany"/>.</summary>
    public static NpgsqlParameter[] Parameters(IReadOnlyCollection<UserDataWrite> writes) =>
    [
        Parameter("user", NpgsqlDbType.Uuid, writes, write => write.UserId),
        Parameter("item", NpgsqlDbType.Uuid, writes, write => write.ItemId),
        Parameter("position", NpgsqlDbType.Bigint, writes, write => write.Change.PlaybackPositionTicks),
        Parameter("count", NpgsqlDbType.Integer, writes, write => write.Change.PlayCount),
        Parameter("plays", NpgsqlDbType.Integer, writes, write => write.Change.AddPlays),
        Parameter("minimum", NpgsqlDbType.Integer, writes, write => write.Change.MinimumPlayCount),
        Parameter("played", NpgsqlDbType.Boolean, writes, write => write.Change.Played),
        Parameter("favorite", NpgsqlDbType.Boolean, writes, write => write.Change.IsFavorite),
        Parameter("likes", NpgsqlDbType.Boolean, writes, write => write.Change.Likes),
        Parameter("clear_likes", NpgsqlDbType.Boolean, writes, write => write.Change.ClearLikes),
        Parameter("rating", NpgsqlDbType.Double, writes, write => write.Change.Rating),
        Parameter("date", NpgsqlDbType.TimestampTz, writes, write => write.Change.LastPlayedDate?.ToUniversalTime()),
        Parameter("first_date", NpgsqlDbType.TimestampTz, writes, write => write.Change.LastPlayedDateIfNone?.ToUniversalTime()),
        Parameter("clear_date", NpgsqlDbType.Boolean, writes, write => write.Change.ClearLastPlayedDate),
        Parameter("audio", NpgsqlDbType.Integer, writes, write => write.Change.AudioStreamIndex),
        Parameter("clear_audio", NpgsqlDbType.Boolean, writes, write => write.Change.ClearAudioStreamIndex),
        Parameter("subtitle", NpgsqlDbType.Integer, writes, write => write.Change.SubtitleStreamIndex),
        Parameter("clear_subtitle", NpgsqlDbType.Boolean, writes, write => write.Change.ClearSubtitleStreamIndex),
    ];

    private static NpgsqlParameter<T[]> Parameter<T>(string name, NpgsqlDbType type, IReadOnlyCollection<UserDataWrite> writes, Func<UserDataWrite, T> value)
        => new(name, NpgsqlDbType.Array | type) { TypedValue = [.. writes.Select(value)] };
}
