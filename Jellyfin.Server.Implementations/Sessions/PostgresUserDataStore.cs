using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Sessions;

internal sealed class PostgresUserDataStore : IUserDataStore, IDisposable
{
    /// <summary>Whoever marks a long series as played does not keep all others waiting.</summary>
    private const int Writers = 4;

    private readonly IDbContextFactory<JellyfinDbContext> _contexts;
    private readonly UserDataWriter[] _writers;

    public PostgresUserDataStore(IDbContextFactory<JellyfinDbContext> contexts, TimeProvider time)
    {
        _contexts = contexts;
        _writers = [.. Enumerable.Range(0, Writers).Select(_ => new UserDataWriter(new UserDataCommit(contexts, time).RunAsync, time))];
    }

    public async Task<UserItemData?> FindAsync(Guid userId, Guid itemId, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.UserData.AsNoTracking()
            .SingleOrDefaultAsync(data => data.UserId == userId && data.ItemId == itemId, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<Guid, UserItemData>> FindManyAsync(
        Guid userId,
        IReadOnlyCollection<Guid> itemIds,
        CancellationToken cancellationToken)
    {
        if (itemIds.Count == 0)
        {
            return new Dictionary<Guid, UserItemData>();
        }

        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.UserData.AsNoTracking()
            .Where(data => data.UserId == userId && itemIds.Contains(data.ItemId))
            .ToDictionaryAsync(data => data.ItemId, cancellationToken);
    }

    public Task UpdateAsync(Guid userId, Guid itemId, UserDataChange change, CancellationToken cancellationToken)
        => _writers[(uint)userId.GetHashCode() % _writers.Length].WriteAsync(userId, itemId, change, cancellationToken);

    /// <summary>
    /// The commit is a step of its own for the reason that <see cref="UserDataCommit"/> has. Without its limit: what is in a whole library takes
    /// longer.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> UpdateBelowAsync(
        Guid userId,
        Guid folderId,
        UserDataChange change,
        CancellationToken cancellationToken)
    {
        var write = new UserDataWrite(userId, folderId, change);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(token);
                var rows = await context.UserData.FromSqlRaw(UserDataSql.UpdateBelow, UserDataSql.ParametersBelow(write))
                    .AsNoTracking().ToListAsync(token);
                await transaction.CommitAsync(token);
                return rows.ConvertAll(data => data.ItemId);
            },
            cancellationToken);
    }

    public void Dispose() => Array.ForEach(_writers, writer => writer.Dispose());
}
