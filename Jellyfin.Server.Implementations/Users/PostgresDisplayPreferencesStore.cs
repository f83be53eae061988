using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Users;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Users;

/// <summary>The <c>display_preferences</c> table.</summary>
internal sealed class PostgresDisplayPreferencesStore(IDbContextFactory<JellyfinDbContext> contexts) : IDisplayPreferencesStore
{
    public async Task<string?> FindAsync(Guid userId, string client, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.DisplayPreferences.AsNoTracking()
            .Where(preferences => preferences.UserId == userId && preferences.Client == client && preferences.Id == id)
            .Select(preferences => preferences.Data)
            .SingleOrDefaultAsync(cancellationToken);
    }

    public async Task SaveAsync(Guid userId, string client, Guid id, string data, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO display_preferences (user_id, client, id, data) VALUES ({userId}, {client}, {id}, {data}::jsonb)
            ON CONFLICT (user_id, client, id) DO UPDATE SET data = excluded.data
            """,
            cancellationToken);
    }
}
