using MediaBrowser.Controller.Library;
using Npgsql;

namespace Jellyfin.Benchmarks.Seeding;

/// <summary>Fills an empty, migrated database.</summary>
internal static class Seeder
{
    /// <summary>What a user who watches a lot has after some years: 150 series begun, 800 films seen, some half way, some favourites.</summary>
    private const string WatchSql = """
        INSERT INTO user_data (user_id, item_id, playback_position_ticks, play_count, played, is_favorite, last_played_date, date_modified)
        SELECT $1, e.id, 0, 1, TRUE, FALSE, now() - random() * interval '300 days', now()
        FROM items e JOIN (SELECT id FROM items WHERE kind = $2 ORDER BY md5(id::text || $1::text) LIMIT 150) s ON s.id = e.series_id
        WHERE e.kind = $3 AND (e.parent_index_number, e.index_number) < (4, 1 + abs(hashtext(s.id::text)) % 10)
        UNION ALL
        SELECT $1, f.id, 0, 1, TRUE, random() < 0.2, now() - random() * interval '900 days', now()
        FROM (SELECT id FROM items WHERE kind = $4 ORDER BY md5(id::text || $1::text) LIMIT 800) f
        UNION ALL
        SELECT $1, r.id, 6000000000, 1, FALSE, FALSE, now() - random() * interval '60 days', now()
        FROM (SELECT id FROM items WHERE kind = $4 ORDER BY md5(id::text || $1::text) OFFSET 1000 LIMIT 40) r
        """;

    private const string CopyUserSql = """
        INSERT INTO users
        SELECT (jsonb_populate_record(u, jsonb_build_object('id', $1, 'name', $1::text, 'normalized_name', upper($1::text)))).*
        FROM users u WHERE u.id = $2
        """;

    private const int OtherUsers = 3;

    /// <summary>Returns how many users there are then, all with a watch history.</summary>
    public static async Task<int> SeedAsync(string connectionString, Library library, Guid firstUser, CancellationToken cancellationToken)
    {
        library.Create();
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await ItemCopy.ItemsAsync(connection, library.Items, cancellationToken);
        await ItemCopy.CreditsAsync(connection, library.Credits, cancellationToken);
        var users = new List<Guid> { firstUser };
        for (var number = 0; number < OtherUsers; number++)
        {
            users.Add(Guid.NewGuid());
            await ExecuteAsync(connection, CopyUserSql, [users[^1], firstUser], cancellationToken);
        }

        foreach (var user in users)
        {
            await ExecuteAsync(
                connection,
                WatchSql,
                [user, (int)BaseItemKind.Series, (int)BaseItemKind.Episode, (int)BaseItemKind.Movie],
                cancellationToken);
        }

        await ExecuteAsync(connection, "VACUUM ANALYZE", [], cancellationToken);
        return users.Count;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
