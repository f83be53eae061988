using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Users;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Jellyfin.Server.Implementations.Users;

/// <summary>The <c>users</c> table. Rules that compare users with each other hold under a lock in the database.</summary>
internal sealed class PostgresUserStore(IDbContextFactory<JellyfinDbContext> contexts, IMessageBus bus) : IUserStore
{
    /// <summary>Any number that nothing else in the database uses as an advisory lock.</summary>
    private const long AdministratorsLock = 0x6a66_7573_6572;

    /// <summary>How often a writer reads again after another one was faster.</summary>
    private const int MaxAttempts = 20;

    public async Task<IReadOnlyList<User>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Users.AsNoTracking().OrderBy(user => user.NormalizedName).ToListAsync(cancellationToken);
    }

    public async Task<User?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == id, cancellationToken);
    }

    public async Task<User?> FindByNameAsync(string name, CancellationToken cancellationToken)
    {
        var normalized = Normalize(name);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Users.AsNoTracking().SingleOrDefaultAsync(user => user.NormalizedName == normalized, cancellationToken);
    }

    public async Task<bool> AddAsync(User user, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        user.NormalizedName = Normalize(user.Name);
        context.Users.Add(user);
        if (!await TrySaveAsync(context, cancellationToken))
        {
            return false;
        }

        await ChangedAsync(user.Id);
        return true;
    }

    public Task<bool> AddFirstAsync(User user, CancellationToken cancellationToken)
        => LockedAsync(
            async context =>
            {
                if (await context.Users.AnyAsync(cancellationToken))
                {
                    return false;
                }

                user.NormalizedName = Normalize(user.Name);
                context.Users.Add(user);
                await context.SaveChangesAsync(cancellationToken);
                return true;
            },
            cancellationToken);

    public async Task<User?> UpdateAsync(Guid id, Action<User> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var user = await context.Users.SingleOrDefaultAsync(user => user.Id == id, cancellationToken);
            if (user is null)
            {
                return null;
            }

            change(user);
            try
            {
                await context.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MaxAttempts)
            {
                continue;
            }

            await ChangedAsync(id);
            return user;
        }
    }

    public async Task<UserWrite> RenameAsync(Guid id, string name, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            var rows = await context.Users.Where(user => user.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(user => user.Name, name).SetProperty(user => user.NormalizedName, Normalize(name)),
                cancellationToken);
            await ChangedAsync(id);
            return rows > 0 ? UserWrite.Done : UserWrite.NotFound;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return UserWrite.NameTaken;
        }
    }

    public async Task<UserWrite> UpdatePolicyAsync(Guid id, Func<UserPolicy, UserPolicy> change, CancellationToken cancellationToken)
    {
        var result = await LockedAsync(
            async context =>
            {
                // Writers that do not take the lock (log-ins) wait for the row.
                await context.Database.ExecuteSqlAsync($"SELECT 1 FROM users WHERE id = {id} FOR UPDATE", cancellationToken);
                var user = await context.Users.SingleOrDefaultAsync(user => user.Id == id, cancellationToken);
                if (user is null)
                {
                    return UserWrite.NotFound;
                }

                user.Policy = change(user.Policy);
                if (!IsActiveAdministrator(user.Policy) && await IsLastAdministratorAsync(context, id, cancellationToken))
                {
                    return UserWrite.LastAdministrator;
                }

                await context.SaveChangesAsync(cancellationToken);
                return UserWrite.Done;
            },
            cancellationToken);
        await ChangedAsync(id);
        return result;
    }

    public async Task<UserWrite> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        var result = await LockedAsync(
            async context =>
            {
                if (await IsLastAdministratorAsync(context, id, cancellationToken))
                {
                    return UserWrite.LastAdministrator;
                }

                var rows = await context.Users.Where(user => user.Id == id).ExecuteDeleteAsync(cancellationToken);
                return rows > 0 ? UserWrite.Done : UserWrite.NotFound;
            },
            cancellationToken);
        await ChangedAsync(id);
        return result;
    }

    private static bool IsActiveAdministrator(UserPolicy policy) => policy is { IsAdministrator: true, IsDisabled: false };

    private static async Task<bool> IsLastAdministratorAsync(JellyfinDbContext context, Guid id, CancellationToken cancellationToken)
    {
        var users = await context.Users.AsNoTracking().Select(user => new { user.Id, user.Policy }).ToListAsync(cancellationToken);
        return users.Where(user => IsActiveAdministrator(user.Policy)).Select(user => user.Id).ToList() is [var last] && last == id;
    }

    /// <summary>Runs in a transaction that no other replica runs at the same time.</summary>
    private async Task<T> LockedAsync<T>(Func<JellyfinDbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var strategyContext = await contexts.CreateDbContextAsync(cancellationToken);
        return await strategyContext.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                await using var context = await contexts.CreateDbContextAsync(token);
                await using var transaction = await context.Database.BeginTransactionAsync(token);
                await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdministratorsLock})", token);
                var result = await work(context);
                await transaction.CommitAsync(token);
                return result;
            },
            cancellationToken);
    }

    private static async Task<bool> TrySaveAsync(JellyfinDbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return false;
        }
    }

    // The row is written: whether the caller still waits must not decide whether others hear of it.
    private async Task ChangedAsync(Guid id) => await bus.PublishAsync(new UserChanged(id), CancellationToken.None);

    private static string Normalize(string name) => name.ToUpperInvariant();
}
