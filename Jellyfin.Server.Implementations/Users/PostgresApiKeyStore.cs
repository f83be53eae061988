using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Users;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Users;

/// <summary>The <c>api_keys</c> table.</summary>
internal sealed class PostgresApiKeyStore(IDbContextFactory<JellyfinDbContext> contexts, TokenCache cache, IMessageBus bus) : IApiKeyStore
{
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ApiKeys.AsNoTracking().OrderBy(key => key.DateCreated).ToListAsync(cancellationToken);
    }

    public async Task AddAsync(ApiKey key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ApiKeys.Add(key);
        await context.SaveChangesAsync(cancellationToken);
    }

    public async Task<bool> RemoveAsync(byte[] tokenHash, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.ApiKeys.Where(key => key.TokenHash == tokenHash).ExecuteDeleteAsync(cancellationToken);
        if (rows > 0)
        {
            var revoked = new TokensRevoked([TokenCache.Key(tokenHash)]);
            cache.Forget(revoked.TokenHashes);
            await bus.PublishAsync(revoked, CancellationToken.None);
        }

        return rows > 0;
    }
}
