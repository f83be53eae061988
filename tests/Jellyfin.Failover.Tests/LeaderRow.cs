using Npgsql;

namespace Jellyfin.Failover.Tests;

/// <summary>The leader as PostgreSQL knows it: whoever got the newest fencing token.</summary>
public sealed record LeaderRow(long Token, string Replica)
{
    public static async Task<LeaderRow> ReadAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT fencing_token, owner FROM leases WHERE name = 'task-leader'");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new LeaderRow(reader.GetInt64(0), reader.GetString(1).Split('/')[0])
            : new LeaderRow(0, "nobody");
    }
}
