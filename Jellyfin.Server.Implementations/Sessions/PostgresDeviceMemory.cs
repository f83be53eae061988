using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Sessions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Jellyfin.Server.Implementations.Sessions;

internal sealed class PostgresDeviceMemory(IDbContextFactory<JellyfinDbContext> contexts) : IDeviceMemory
{
    private const string Save =
        """
        INSERT INTO device_options (device_id, capabilities) VALUES (@device, @capabilities)
        ON CONFLICT (device_id) DO UPDATE SET capabilities = excluded.capabilities
        """;

    public async Task<KnownDevice> FindAsync(string deviceId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.DeviceOptions.AsNoTracking()
            .Where(options => options.DeviceId == deviceId)
            .Select(options => new { options.CustomName, options.Capabilities })
            .SingleOrDefaultAsync(cancellationToken);
        return new KnownDevice(row?.CustomName, row?.Capabilities is { } json ? SessionJson.Read<ClientCapabilities>(json) : null);
    }

    public async Task SaveCapabilitiesAsync(string deviceId, ClientCapabilities capabilities, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlRawAsync(
            Save,
            [
                new NpgsqlParameter("device", NpgsqlDbType.Text) { Value = deviceId },
                new NpgsqlParameter("capabilities", NpgsqlDbType.Jsonb) { Value = SessionJson.Write(capabilities) },
            ],
            cancellationToken);
    }
}
