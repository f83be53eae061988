using Npgsql;

namespace Jellyfin.Failover.Tests;

/// <summary>The leader as PostgreSQL knows it: whoever got the newest fencing token.</summary>
public sealed record LeaderRow(long Token, string Replica)
{
    public static readonly LeaderRow Nobody = new(0, "nobody");

    public static async Task<LeaderRow> ReadAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT fencing_token, owner FROM leases WHERE name = 'task-leader'");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        // A lease that was released has no owner.
        return await reader.ReadAsync(cancellationToken) && !await reader.IsDBNullAsync(1, cancellationToken)
            ? new LeaderRow(reader.GetInt64(0), reader.GetString(1).Split('/')[0])
            : Nobody;
    }
}
