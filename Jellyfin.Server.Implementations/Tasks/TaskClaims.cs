using Jellyfin.Server.Implementations.Cluster;
using MediaBrowser.Controller.Tasks;
using Npgsql;

namespace Jellyfin.Server.Implementations.Tasks;

/// <summary>Who may run is decided by unique indexes and by a lock on the leader's row, so two leaders cannot run one thing twice.</summary>
internal sealed class TaskClaims(NpgsqlDataSource database)
{
    /// <summary>A replica that is frozen in the middle of a claim must not keep the lease from passing on.</summary>
    private const string IdleLimit = "5s";

    public Task<TaskClaim> TryStartAsync(TaskRun run, CancellationToken cancellationToken)
        => ClaimAsync(
            run.FencingToken,
            connection => new NpgsqlCommand(
                """
                INSERT INTO task_runs
                    (id, task_key, scheduled_for, status, replica_id, fencing_token, started_at, progress, is_stop_requested, max_runtime_ticks)
                VALUES ($1, $2, $3, $4, $5, $6, $7, 0, false, $8)
                ON CONFLICT DO NOTHING
                """,
                connection)
                .With(
                    run.Id,
                    run.TaskKey,
                    run.ScheduledFor.ToUniversalTime(),
                    (int)TaskRunStatus.Running,
                    run.ReplicaId,
                    run.FencingToken,
                    run.StartedAt,
                    (object?)run.MaxRuntimeTicks ?? DBNull.Value),
            cancellationToken);

    public Task<TaskClaim> TryStartQueuedAsync(TaskRun run, CancellationToken cancellationToken)
        => ClaimAsync(
            run.FencingToken,
            connection => new NpgsqlCommand(
                "UPDATE task_runs SET status = $1, replica_id = $2, fencing_token = $3, started_at = $4 WHERE id = $5 AND status = $6", connection)
                .With((int)TaskRunStatus.Running, run.ReplicaId, run.FencingToken, run.StartedAt, run.Id, (int)TaskRunStatus.Queued),
            cancellationToken);

    /// <summary>While the leader's row is locked in share mode, no newer token can be given out.</summary>
    private async Task<TaskClaim> ClaimAsync(long fencingToken, Func<NpgsqlConnection, NpgsqlCommand> create, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (fencingToken > 0 && !await LockLeaderAsync(connection, fencingToken, cancellationToken))
        {
            return TaskClaim.Superseded;
        }

        try
        {
            await using var command = create(connection);
            var rows = await command.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return rows > 0 ? TaskClaim.Started : TaskClaim.Taken;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return TaskClaim.Taken;
        }
    }

    private static async Task<bool> LockLeaderAsync(NpgsqlConnection connection, long fencingToken, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT set_config('idle_in_transaction_session_timeout', $3, true) FROM leases WHERE name = $1 AND fencing_token = $2 FOR SHARE", connection)
            .With(LeaderLease.Name, fencingToken, IdleLimit);
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }
}
