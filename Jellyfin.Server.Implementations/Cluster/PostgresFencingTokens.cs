using Npgsql;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>The token is a column of the lease's row; writes that depend on it lock that row against the next one.</summary>
internal sealed class PostgresFencingTokens(NpgsqlDataSource database) : IFencingTokens
{
    private const int TimeoutSeconds = 5;

    public async Task<long> NextAsync(string leaseName, string owner, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            INSERT INTO leases (name, fencing_token, owner) VALUES ($1, 1, $2)
            ON CONFLICT (name) DO UPDATE SET fencing_token = leases.fencing_token + 1, owner = excluded.owner
            RETURNING fencing_token
            """);
        command.CommandTimeout = TimeoutSeconds;
        command.Parameters.Add(new() { Value = leaseName });
        command.Parameters.Add(new() { Value = owner });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
