using MediaBrowser.Controller.Configuration;
using Npgsql;

namespace Jellyfin.Server.Implementations.Configuration;

/// <summary>The server's id in the <c>configuration</c> table. It never changes, so it is read once.</summary>
internal sealed class PostgresServerIdentity(NpgsqlDataSource database) : IServerIdentity
{
    private string? _id;

    public async ValueTask<string> GetIdAsync(CancellationToken cancellationToken) => _id ??= await ReadOrCreateAsync(cancellationToken);

    private async Task<string> ReadOrCreateAsync(CancellationToken cancellationToken)
    {
        // Replicas that start together propose different ids; the no-op update makes each of them return the one that was first.
        await using var command = database.CreateCommand(
            """
            INSERT INTO configuration AS c (key, value) VALUES ('server-id', to_jsonb($1::text))
            ON CONFLICT (key) DO UPDATE SET value = c.value
            RETURNING c.value #>> '{}'
            """);
        command.Parameters.AddWithValue(Guid.CreateVersion7().ToString("N"));
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
