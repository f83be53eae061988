using MediaBrowser.Controller.Library;
using Npgsql;

namespace Jellyfin.Server.Implementations.Library;

/// <summary>What follows from all items together: dates of folders, and names that nothing uses any more.</summary>
internal static class ScanCleanup
{
    private const int TimeoutSeconds = 300;

    public static async Task RunAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            database,
            """
            UPDATE items AS folder SET date_last_media_added = media.newest
            FROM (
                SELECT season_id AS id, max(date_created) AS newest FROM items WHERE kind = $1 AND season_id IS NOT NULL GROUP BY season_id
                UNION ALL
                SELECT series_id, max(date_created) FROM items WHERE kind = $1 AND series_id IS NOT NULL GROUP BY series_id
            ) AS media
            WHERE folder.id = media.id AND folder.date_last_media_added IS DISTINCT FROM media.newest
            """,
            BaseItemKind.Episode,
            cancellationToken);
        await ExecuteAsync(
            database,
            "DELETE FROM items AS person WHERE kind = $1 AND NOT EXISTS (SELECT 1 FROM item_people WHERE person_id = person.id)",
            BaseItemKind.Person,
            cancellationToken);
        await RemoveUnusedAsync(database, BaseItemKind.Genre, "genres", cancellationToken);
        await RemoveUnusedAsync(database, BaseItemKind.Studio, "studios", cancellationToken);
    }

    /// <param name="database">Where.</param>
    /// <param name="kind">Genre or studio.</param>
    /// <param name="column">Where items name them; never input.</param>
    /// <param name="cancellationToken">Stops it.</param>
    private static Task RemoveUnusedAsync(NpgsqlDataSource database, BaseItemKind kind, string column, CancellationToken cancellationToken)
        => ExecuteAsync(
            database,
            $"""
            DELETE FROM items AS named WHERE kind = $1 AND NOT EXISTS (
                SELECT 1 FROM (SELECT DISTINCT lower(trim(entry.value)) AS name FROM items, unnest({column}) AS entry(value)) AS used WHERE used.name = lower(trim(named.name)))
            """,
            kind,
            cancellationToken);

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql, BaseItemKind kind, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = TimeoutSeconds;
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)kind });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
