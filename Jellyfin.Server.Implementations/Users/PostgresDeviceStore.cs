using System.Text.Json;
using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Sessions;
using MediaBrowser.Controller.Users;
using Npgsql;

namespace Jellyfin.Server.Implementations.Users;

/// <summary>The <c>access_tokens</c> table by device, with <c>device_options</c>.</summary>
internal sealed class PostgresDeviceStore(NpgsqlDataSource database) : IDeviceStore
{
    public async Task<IReadOnlyList<Device>> ListAsync(Guid? userId, CancellationToken cancellationToken)
    {
        var devices = await ReadAsync("WHERE $1::uuid IS NULL OR t.user_id = $1", (object?)userId ?? DBNull.Value, cancellationToken);
        return [.. devices.OrderByDescending(device => device.DateLastActivity)];
    }

    public async Task<Device?> FindAsync(string deviceId, CancellationToken cancellationToken)
        => (await ReadAsync("WHERE t.device_id = $1", deviceId, cancellationToken)).SingleOrDefault();

    public async Task SetCustomNameAsync(string deviceId, string? customName, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "INSERT INTO device_options (device_id, custom_name) VALUES ($1, $2) ON CONFLICT (device_id) DO UPDATE SET custom_name = excluded.custom_name");
        command.Parameters.AddWithValue(deviceId);
        command.Parameters.AddWithValue((object?)customName ?? DBNull.Value);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<List<Device>> ReadAsync(string condition, object parameter, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            SELECT DISTINCT ON (t.device_id)
                t.device_id, t.device_name, o.custom_name, t.app_name, t.app_version, t.user_id, u.name, t.date_last_activity, o.capabilities
            FROM access_tokens t
            JOIN users u ON u.id = t.user_id
            LEFT JOIN device_options o ON o.device_id = t.device_id
            {condition}
            ORDER BY t.device_id, t.date_last_activity DESC
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        var devices = new List<Device>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            devices.Add(Read(reader));
        }

        return devices;
    }

    private static Device Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        reader.IsDBNull(2) ? null : reader.GetString(2),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetGuid(5),
        reader.GetString(6),
        reader.GetFieldValue<DateTimeOffset>(7),
        reader.IsDBNull(8)
            ? new ClientCapabilities()
            : JsonSerializer.Deserialize<ClientCapabilities>(reader.GetString(8), JsonColumn.Options) ?? new ClientCapabilities());
}
