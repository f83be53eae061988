using MediaBrowser.Controller.Users;
using Npgsql;

namespace Jellyfin.Server.Implementations.Users;

/// <summary>One token for a user and a device.</summary>
internal static class TokenReplacement
{
    /// <summary>Returns the hash of the token that was replaced, if there was one.</summary>
    public static async Task<List<byte[]>> RunAsync(NpgsqlDataSource database, AccessToken token, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Log-ins of one device on two replicas follow each other, so that each learns which token it replaces.
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                Command("SELECT NULL::bytea FROM pg_advisory_xact_lock(hashtextextended($1, 0))", $"{token.UserId:N}{token.DeviceId}"),
                Command("DELETE FROM access_tokens WHERE user_id = $1 AND device_id = $2 RETURNING token_hash", token.UserId, token.DeviceId),
                Command(
                    """
                    INSERT INTO access_tokens (id, user_id, token_hash, device_id, device_name, app_name, app_version, date_created, date_last_activity)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    """,
                    token.Id,
                    token.UserId,
                    token.TokenHash,
                    token.DeviceId,
                    token.DeviceName,
                    token.AppName,
                    token.AppVersion,
                    token.DateCreated.ToUniversalTime(),
                    token.DateLastActivity.ToUniversalTime()),
            },
        };
        var replaced = new List<byte[]>();
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                replaced.Add(reader.GetFieldValue<byte[]>(0));
            }
        }

        await transaction.CommitAsync(cancellationToken);
        return replaced;
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        return command;
    }
}
