using System.Data.Common;
using Jellyfin.Server.Implementations.Cluster;
using MediaBrowser.Controller.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Jellyfin.Server.Implementations.Tasks;

/// <summary>
/// Lets a task write only while its run is its own: each transaction of a task begins with a lock on the row of the run, and a write
/// without a transaction gets one. Whoever gives the run to another replica needs that row for itself, so what was written before is
/// committed by then, and what comes after is refused.
/// </summary>
internal sealed class TaskFenceInterceptor(TaskFence fence) : IDbTransactionInterceptor, ISaveChangesInterceptor, IDbCommandInterceptor
{
    /// <summary>
    /// A replica that is frozen in the middle of a transaction holds its locks; after this the database ends the transaction, and the run
    /// can be taken over.
    /// </summary>
    private const string IdleLimit = "10s";

    public async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken)
    {
        if (fence.Current is { } run)
        {
            await LockAsync(run, connection, cancellationToken);
        }

        return result;
    }

    /// <summary>Otherwise a single row would be saved without a transaction.</summary>
    public ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken)
    {
        if (fence.Current is not null)
        {
            eventData.Context!.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        }

        return new(result);
    }

    public async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken)
    {
        if (fence.Current is { } run && command.Transaction is null)
        {
            command.Transaction = await command.Connection!.BeginTransactionAsync(cancellationToken);
            await LockAsync(run, command.Connection, cancellationToken);
        }

        return result;
    }

    public async ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken)
    {
        if (Own(command, eventData) is { } transaction)
        {
            await transaction.CommitAsync(cancellationToken);
            await transaction.DisposeAsync();
            command.Transaction = null;
        }

        return result;
    }

    public Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken)
        => RollBackAsync(command, eventData);

    public Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken)
        => RollBackAsync(command, eventData);

    /// <summary>The transaction that was begun for this command alone.</summary>
    private DbTransaction? Own(DbCommand command, CommandEventData eventData)
        => fence.Current is not null && eventData.Context?.Database.CurrentTransaction is null ? command.Transaction : null;

    private async Task RollBackAsync(DbCommand command, CommandEventData eventData)
    {
        if (Own(command, eventData) is { } transaction)
        {
            await transaction.DisposeAsync();
            command.Transaction = null;
        }
    }

    /// <summary>
    /// A key share lock: progress and requests to stop are written to the row meanwhile, but it cannot be interrupted
    /// (<see cref="PostgresTaskStore.InterruptAsync"/>).
    /// </summary>
    /// <exception cref="TaskSupersededException">The run is over, or there is a newer leader.</exception>
    private static async Task LockAsync(TaskRun run, DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT set_config('idle_in_transaction_session_timeout', $5, true)
            FROM task_runs AS run
            WHERE id = $1 AND status = $2 AND ($3 = 0 OR EXISTS (SELECT 1 FROM leases WHERE name = $4 AND fencing_token = $3))
            FOR KEY SHARE OF run
            """,
            (NpgsqlConnection)connection)
            .With(run.Id, (int)TaskRunStatus.Running, run.FencingToken, LeaderLease.Name, IdleLimit);
        if (await command.ExecuteScalarAsync(cancellationToken) is null)
        {
            throw new TaskSupersededException(run);
        }
    }
}
