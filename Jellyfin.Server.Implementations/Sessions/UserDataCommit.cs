using Jellyfin.Server.Implementations.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Jellyfin.Server.Implementations.Sessions;

/// <summary>
/// Several changes of watch state in one transaction. The commit is a step of its own, and a transaction whose client is silent ends. Otherwise
/// what a replica sent while it was cut off from the database, long since answered with an error, would be carried out when the network is back,
/// over what was written meanwhile.
/// </summary>
internal sealed class UserDataCommit(IDbContextFactory<JellyfinDbContext> contexts, TimeProvider time)
{
    /// <summary>Makes the changes in their order, all or none.</summary>
    /// <exception cref="OperationCanceledException">None was made: it was cancelled, or one of them is given up.</exception>
    public async Task RunAsync(WaitingUserDataWrite[] writes, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(token);
                await using var batch = new NpgsqlBatch((NpgsqlConnection)context.Database.GetDbConnection(), (NpgsqlTransaction)transaction.GetDbTransaction());
                foreach (var statement in Statements(writes))
                {
                    var command = batch.CreateBatchCommand();
                    command.CommandText = UserDataSql.UpdateMany;
                    command.Parameters.AddRange(UserDataSql.Parameters(statement));
                    batch.BatchCommands.Add(command);
                }

                // Not prepared: behind a transaction pooler the next transaction is on another connection.
                await batch.ExecuteNonQueryAsync(token);
                // The database may have answered so late that it was not reached by the request to cancel.
                if (writes.Any(write => write.IsGivenUp(time)))
                {
                    throw new OperationCanceledException(token);
                }

                // From here on it cannot be taken back; whoever gives up now would not know what became of it.
                await transaction.CommitAsync(CancellationToken.None);
            },
            cancellationToken);
    }

    /// <summary>One statement cannot change a row twice: the second change of an item goes into the second statement.</summary>
    private static IEnumerable<WaitingUserDataWrite[]> Statements(WaitingUserDataWrite[] writes)
        => writes.GroupBy(write => (write.UserId, write.ItemId))
            .SelectMany(changes => changes.Index())
            .GroupBy(change => change.Index, change => change.Item, (_, changes) => changes.ToArray());
}
