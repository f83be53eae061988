using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Tasks;
using Npgsql;

namespace Jellyfin.Server.Implementations.Tasks;

/// <summary>
/// VACUUM and ANALYZE, table by table. Indexes are not built anew: that would lock writers out. It changes no data, so it needs no fence,
/// and PostgreSQL does not allow it in a transaction anyway.
/// </summary>
internal sealed class PostgresMaintenance(NpgsqlDataSource database) : IDatabaseMaintenance
{
    public async Task OptimizeAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        var tables = await database.ListAsync(
            "SELECT format('%I.%I', schemaname, relname) FROM pg_stat_user_tables WHERE schemaname = current_schema() ORDER BY relname",
            row => row.GetString(0),
            cancellationToken);
        for (var index = 0; index < tables.Count; index++)
        {
            // The name comes from the catalogue and is quoted by it. A table that somebody has locked is left out.
            await using var command = database.CreateCommand($"VACUUM (ANALYZE, SKIP_LOCKED) {tables[index]}");
            // It takes as long as it takes; the task can be stopped and has a longest time.
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken);
            progress.Report(100.0 * (index + 1) / tables.Count);
        }
    }
}
