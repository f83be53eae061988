using System.Text.Json;
using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Images;
using MediaBrowser.Controller.Library;
using Npgsql;
using NpgsqlTypes;

namespace Jellyfin.Server.Implementations.Images;

/// <summary>The <c>images</c> column of <c>items</c>.</summary>
internal sealed class PostgresItemImageStore(NpgsqlDataSource database) : IItemImageStore
{
    public async Task<IReadOnlyList<ItemImage>?> FindAsync(Guid itemId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT images FROM items WHERE id = $1");
        command.Parameters.AddWithValue(itemId);
        return Parse(await command.ExecuteScalarAsync(cancellationToken));
    }

    public async Task<IReadOnlyList<ItemImage>?> UpdateAsync(
        Guid itemId, Func<IReadOnlyList<ItemImage>, IReadOnlyList<ItemImage>?> change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var select = new NpgsqlCommand("SELECT images FROM items WHERE id = $1 FOR UPDATE", connection);
        select.Parameters.AddWithValue(itemId);
        if (Parse(await select.ExecuteScalarAsync(cancellationToken)) is not { } images)
        {
            return null;
        }

        if (change(images) is not { } changed)
        {
            return images;
        }

        await using var update = new NpgsqlCommand("UPDATE items SET images = $2 WHERE id = $1", connection);
        update.Parameters.AddWithValue(itemId);
        update.Parameters.AddWithValue(NpgsqlDbType.Jsonb, JsonSerializer.Serialize(changed, JsonColumn.Options));
        await update.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changed;
    }

    private static List<ItemImage>? Parse(object? json)
        => json is string text ? JsonSerializer.Deserialize<List<ItemImage>>(text, JsonColumn.Options) : null;
}
