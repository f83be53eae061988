using Npgsql;

namespace Jellyfin.Server.Implementations.Database;

/// <summary>
/// One replica at a time migrates. EF's own lock ends with each migration: another replica comes in between two, and the first goes on with
/// what it believes to be missing. This one is a transaction of its own, so it holds behind a transaction pooler and ends with its replica.
/// </summary>
internal sealed class MigrationTurn : IAsyncDisposable
{
    /// <summary>Any number that nothing else in the database locks.</summary>
    private const long Key = 0x4A656C6C7966696E;

    private readonly NpgsqlConnection _connection;

    private MigrationTurn(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Waits for those who migrate, at most so long.</summary>
    public static async Task<MigrationTurn> TakeAsync(NpgsqlDataSource database, TimeSpan limit, CancellationToken cancellationToken)
    {
        var turn = new MigrationTurn(await database.OpenConnectionAsync(cancellationToken));
        try
        {
            await using var command = turn._connection.CreateCommand();
            command.CommandTimeout = (int)limit.TotalSeconds;
            command.CommandText = "SELECT pg_advisory_xact_lock($1)";
            command.Parameters.Add(new() { Value = Key });
            // Ends with the connection.
            command.Transaction = await turn._connection.BeginTransactionAsync(cancellationToken);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return turn;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
