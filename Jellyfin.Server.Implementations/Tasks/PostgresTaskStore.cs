using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Tasks;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Jellyfin.Server.Implementations.Tasks;

/// <summary>Runs of tasks as rows.</summary>
internal sealed class PostgresTaskStore(
    NpgsqlDataSource database, IDbContextFactory<JellyfinDbContext> contexts, TaskClaims claims, ReplicaIdentity self, IClusterClock clock) : ITaskStore
{
    /// <summary>Runs that ended longer ago are forgotten.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    private const string Columns =
        "id, task_key, scheduled_for, status, replica_id, fencing_token, started_at, progress, is_stop_requested, max_runtime_ticks";

    public async Task<IReadOnlyDictionary<string, TaskRuns>> GetRunsAsync(IReadOnlyCollection<string> runKeys, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.TaskRuns.FromSql($"""
            SELECT run.* FROM unnest({runKeys.ToArray()}) AS wanted (key) CROSS JOIN LATERAL (
              (SELECT * FROM task_runs WHERE task_key = wanted.key AND status IN (0, 1))
              UNION ALL
              (SELECT * FROM task_runs WHERE task_key = wanted.key AND status > 1 ORDER BY started_at DESC LIMIT 1)) AS run
            """).AsNoTracking().ToListAsync(cancellationToken);
        return rows.GroupBy(run => run.TaskKey).ToDictionary(runs => runs.Key, runs => new TaskRuns(
            runs.FirstOrDefault(run => run.Status == TaskRunStatus.Queued),
            runs.FirstOrDefault(run => run.Status == TaskRunStatus.Running),
            runs.FirstOrDefault(run => run.Status > TaskRunStatus.Running)));
    }

    public Task RequestRunAsync(TaskRun run, bool onlyWhenIdle, CancellationToken cancellationToken)
        => ExecuteAsync(
            $"""
            WITH lifted AS (UPDATE task_runs SET max_runtime_ticks = NULL WHERE task_key = $2 AND status = $4)
            INSERT INTO task_runs ({Columns})
            SELECT $1, $2, $3, $4, $5, 0, $3, 0, false, NULL
            WHERE NOT ($6 AND EXISTS (SELECT 1 FROM task_runs WHERE task_key = $2 AND status = $7))
            ON CONFLICT DO NOTHING
            """,
            [run.Id, run.TaskKey, run.ScheduledFor, (int)TaskRunStatus.Queued, run.ReplicaId, onlyWhenIdle, (int)TaskRunStatus.Running],
            cancellationToken);

    public async Task RequestStopAsync(string runKey, CancellationToken cancellationToken)
    {
        await ExecuteAsync("DELETE FROM task_runs WHERE task_key = $1 AND status = $2", [runKey, (int)TaskRunStatus.Queued], cancellationToken);
        await ExecuteAsync(
            "UPDATE task_runs SET is_stop_requested = true WHERE task_key = $1 AND status = $2", [runKey, (int)TaskRunStatus.Running], cancellationToken);
    }

    public Task<TaskClaim> TryStartAsync(TaskRun run, CancellationToken cancellationToken) => claims.TryStartAsync(run, cancellationToken);

    public Task<TaskClaim> TryStartQueuedAsync(TaskRun run, CancellationToken cancellationToken) => claims.TryStartQueuedAsync(run, cancellationToken);

    public async Task<TaskSignal> ReportProgressAsync(TaskRun run, double percent, CancellationToken cancellationToken)
    {
        await using var command = Command(
            "UPDATE task_runs SET progress = $1 WHERE id = $2 AND status = $3 RETURNING is_stop_requested",
            [percent, run.Id, (int)TaskRunStatus.Running]);
        return await command.ExecuteScalarAsync(cancellationToken) switch
        {
            null => TaskSignal.Lost,
            true => TaskSignal.Stop,
            _ => TaskSignal.Continue,
        };
    }

    public async Task<bool> EndAsync(TaskRun run, TaskRunStatus status, string? error, bool again, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        await ExecuteAsync(
            "DELETE FROM task_runs WHERE task_key = $1 AND ended_at < $2 AND id <> $3", [run.TaskKey, now - Retention, run.Id], cancellationToken);
        var ended = await EndAsync(
            """
            UPDATE task_runs SET status = $5, error = $6, ended_at = $2, progress = CASE WHEN $5 = $7 THEN 100 ELSE progress END
            WHERE id = $8 AND status = $9
            """,
            again ? [run.TaskKey] : [],
            now,
            [(int)status, (object?)error ?? DBNull.Value, (int)TaskRunStatus.Completed, run.Id, (int)TaskRunStatus.Running],
            cancellationToken);
        return ended.Count > 0;
    }

    public Task<IReadOnlyList<string>> InterruptAsync(
        IReadOnlyCollection<string> runKeys,
        IReadOnlyCollection<string> again,
        long fencingToken,
        IReadOnlyCollection<Guid> alive,
        CancellationToken cancellationToken)
        => EndAsync(
            """
            UPDATE task_runs SET status = $5, ended_at = $2, error = 'The server that ran it went away.'
            WHERE id IN (
                SELECT id FROM task_runs
                WHERE status = $6 AND task_key = ANY($7) AND NOT id = ANY($9)
                    AND (fencing_token < $8 OR (fencing_token = $8 AND replica_id = $4))
                FOR UPDATE SKIP LOCKED)
            """,
            again,
            clock.UtcNow,
            [(int)TaskRunStatus.Interrupted, (int)TaskRunStatus.Running, runKeys.ToArray(), fencingToken, alive.ToArray()],
            cancellationToken);

    /// <summary>One statement: whoever dies after it has asked for the next run, or has not ended the first.</summary>
    /// <param name="update">Ends runs; $2 is now, $4 this replica, its own parameters are $5 and up.</param>
    /// <param name="again">Keys of which another run is asked for.</param>
    /// <param name="now">Time of the cluster.</param>
    /// <param name="values">Its own parameters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Keys of the runs that it ended.</returns>
    private async Task<IReadOnlyList<string>> EndAsync(
        string update, IReadOnlyCollection<string> again, DateTimeOffset now, object[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(
            $"""
            WITH ended AS ({update} RETURNING task_key, is_stop_requested, max_runtime_ticks),
            again AS (
                INSERT INTO task_runs ({Columns})
                SELECT gen_random_uuid(), task_key, $2, $3, $4, 0, $2, 0, false, max_runtime_ticks
                FROM ended WHERE task_key = ANY($1) AND NOT is_stop_requested
                ON CONFLICT DO NOTHING)
            SELECT task_key FROM ended
            """,
            [again.ToArray(), now, (int)TaskRunStatus.Queued, self.Id, .. values]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            keys.Add(reader.GetString(0));
        }

        return keys;
    }

    private async Task<int> ExecuteAsync(string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, object[] values) => database.CreateCommand(sql).With(values);
}
