using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Library;

/// <summary>What follows from all items together: dates of folders, and names that nothing uses any more.</summary>
internal static class ScanCleanup
{
    private static readonly TimeSpan LongTimeout = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(JellyfinDbContext context, CancellationToken cancellationToken)
    {
        context.Database.SetCommandTimeout(LongTimeout);
        await ExecuteAsync(
            context,
            """
            UPDATE items AS folder SET date_last_media_added = media.newest
            FROM (
                SELECT season_id AS id, max(date_created) AS newest FROM items WHERE kind = {0} AND season_id IS NOT NULL GROUP BY season_id
                UNION ALL
                SELECT series_id, max(date_created) FROM items WHERE kind = {0} AND series_id IS NOT NULL GROUP BY series_id
            ) AS media
            WHERE folder.id = media.id AND folder.date_last_media_added IS DISTINCT FROM media.newest
            """,
            BaseItemKind.Episode,
            cancellationToken);
        await ExecuteAsync(
            context,
            "DELETE FROM items AS person WHERE kind = {0} AND NOT EXISTS (SELECT 1 FROM item_people WHERE person_id = person.id)",
            BaseItemKind.Person,
            cancellationToken);
        await RemoveUnusedAsync(context, BaseItemKind.Genre, "genres", cancellationToken);
        await RemoveUnusedAsync(context, BaseItemKind.Studio, "studios", cancellationToken);
    }

    /// <param name="context">Where.</param>
    /// <param name="kind">Genre or studio.</param>
    /// <param name="column">Where items name them; never input.</param>
    /// <param name="cancellationToken">Stops it.</param>
    private static Task<int> RemoveUnusedAsync(JellyfinDbContext context, BaseItemKind kind, string column, CancellationToken cancellationToken)
        => ExecuteAsync(
            context,
            $$"""
            DELETE FROM items AS named WHERE kind = {0} AND NOT EXISTS (
                SELECT 1 FROM (SELECT DISTINCT lower(trim(entry.value)) AS name FROM items, unnest({{column}}) AS entry(value)) AS used WHERE used.name = lower(trim(named.name)))
            """,
            kind,
            cancellationToken);

    /// <summary>By EF Core, because a task may write only that way (<see cref="Tasks.TaskFenceInterceptor"/>).</summary>
    private static Task<int> ExecuteAsync(JellyfinDbContext context, string sql, BaseItemKind kind, CancellationToken cancellationToken)
        => context.Database.ExecuteSqlRawAsync(sql, [(int)kind], cancellationToken);
}
