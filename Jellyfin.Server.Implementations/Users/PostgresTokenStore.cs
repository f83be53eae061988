using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Users;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Jellyfin.Server.Implementations.Users;

/// <summary>The <c>access_tokens</c> table with <see cref="TokenCache"/> in front.</summary>
internal sealed class PostgresTokenStore(
    IDbContextFactory<JellyfinDbContext> contexts,
    NpgsqlDataSource database,
    TokenCache cache,
    IMessageBus bus) : ITokenStore
{
    public Task<TokenOwner?> FindAsync(byte[] tokenHash, CancellationToken cancellationToken)
        => cache.GetAsync(tokenHash, () => ReadAsync(tokenHash, cancellationToken));

    public async Task ReplaceAsync(AccessToken token, CancellationToken cancellationToken)
        => await RevokedAsync(await TokenReplacement.RunAsync(database, token, cancellationToken), []);

    public async Task<IReadOnlyList<AccessToken>> ListAsync(Guid? userId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.AccessTokens.AsNoTracking()
            .Where(token => userId == null || token.UserId == userId)
            .OrderByDescending(token => token.DateLastActivity)
            .ToListAsync(cancellationToken);
    }

    public Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
        => DeleteAsync("id = $1", [id], cancellationToken);

    public Task RemoveUserAsync(Guid userId, Guid? except, CancellationToken cancellationToken)
        => DeleteAsync(
            "user_id = $1 AND id <> $2",
            [userId, except ?? Guid.Empty],
            cancellationToken);

    public Task<bool> RemoveDeviceAsync(string deviceId, CancellationToken cancellationToken)
        => DeleteAsync("device_id = $1", [deviceId], cancellationToken);

    public async Task TouchAsync(TokenUse use, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.AccessTokens.Where(token => token.Id == use.TokenId).ExecuteUpdateAsync(
            set => set
                .SetProperty(token => token.DateLastActivity, use.At)
                .SetProperty(token => token.DeviceName, use.DeviceName)
                .SetProperty(token => token.AppName, use.AppName)
                .SetProperty(token => token.AppVersion, use.AppVersion),
            cancellationToken);
        await context.Users.Where(user => user.Id == use.UserId)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.LastActivityDate, use.At), cancellationToken);
    }

    private async Task<TokenOwner?> ReadAsync(byte[] tokenHash, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var login = await context.AccessTokens.AsNoTracking()
            .Where(token => token.TokenHash == tokenHash)
            .Join(context.Users, token => token.UserId, user => user.Id, (token, user) => new { Token = token, User = user })
            .SingleOrDefaultAsync(cancellationToken);
        if (login is not null)
        {
            return new TokenOwner(login.User, login.Token, null);
        }

        var key = await context.ApiKeys.AsNoTracking().SingleOrDefaultAsync(key => key.TokenHash == tokenHash, cancellationToken);
        return key is null ? null : new TokenOwner(null, null, key);
    }

    private async Task<bool> DeleteAsync(string condition, object[] values, CancellationToken cancellationToken)
    {
        var removal = await TokenRemoval.RunAsync(database, condition, values, cancellationToken);
        await RevokedAsync(removal.TokenHashes, removal.Devices);
        return removal.TokenHashes.Count > 0;
    }

    private async Task RevokedAsync(List<byte[]> tokenHashes, IReadOnlyList<LoggedOutDevice> devices)
    {
        if (tokenHashes.Count == 0)
        {
            return;
        }

        var keys = tokenHashes.ConvertAll(TokenCache.Key);
        cache.Forget(keys);
        await bus.PublishAsync(new TokensRevoked(keys) { Devices = devices }, CancellationToken.None);
    }
}
