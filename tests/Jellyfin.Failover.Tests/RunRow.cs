using MediaBrowser.Controller.Tasks;
using Npgsql;

namespace Jellyfin.Failover.Tests;

/// <summary>One run of a task as PostgreSQL knows it.</summary>
internal sealed record RunRow(string Replica, long Token, TaskRunStatus Status, DateTimeOffset ScheduledFor)
{
    /// <summary>Runs that were scheduled for <paramref name="since"/> or later, oldest first.</summary>
    public static async Task<IReadOnlyList<RunRow>> ReadAsync(NpgsqlDataSource database, string task, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT replica_id, fencing_token, status, scheduled_for FROM task_runs
            WHERE task_key = $1 AND scheduled_for >= $2 ORDER BY started_at
            """);
        command.Parameters.Add(new() { Value = task });
        command.Parameters.Add(new() { Value = since.ToUniversalTime() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<RunRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new RunRow(
                reader.GetString(0), reader.GetInt64(1), (TaskRunStatus)reader.GetInt32(2), reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return rows;
    }
}
