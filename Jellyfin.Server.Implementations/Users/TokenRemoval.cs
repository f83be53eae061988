using MediaBrowser.Controller.Users;
using Npgsql;

namespace Jellyfin.Server.Implementations.Users;

/// <summary>Tokens that were revoked, and the devices that were logged in with them.</summary>
internal sealed record TokenRemoval(List<byte[]> TokenHashes, List<LoggedOutDevice> Devices)
{
    /// <param name="database">Where they are.</param>
    /// <param name="condition">SQL; values only as parameters.</param>
    /// <param name="values">From $1 on.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public static async Task<TokenRemoval> RunAsync(NpgsqlDataSource database, string condition, object[] values, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"DELETE FROM access_tokens WHERE {condition} RETURNING token_hash, user_id, device_id");
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        var removal = new TokenRemoval([], []);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            removal.TokenHashes.Add(reader.GetFieldValue<byte[]>(0));
            removal.Devices.Add(new LoggedOutDevice(reader.GetGuid(1), reader.GetString(2)));
        }

        return removal;
    }
}
