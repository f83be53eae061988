using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Library;

/// <summary>One batch of a scan, in one transaction.</summary>
internal static class ScanBatch
{
    public static async Task<IReadOnlySet<Guid>> SaveAsync(
        IDbContextFactory<JellyfinDbContext> contexts, TimeProvider time, Guid libraryId, IReadOnlyList<ScannedItem> items, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Database.CreateExecutionStrategy().ExecuteAsync<IReadOnlySet<Guid>>(
            async token =>
            {
                context.ChangeTracker.Clear();
                await using var transaction = await context.Database.BeginTransactionAsync(token);
                // Whoever removes the library waits for this transaction and then removes these items too.
                var libraries = await context.Libraries
                    .FromSql($"SELECT * FROM libraries WHERE id = {libraryId} FOR SHARE")
                    .AsNoTracking()
                    .CountAsync(token);
                if (libraries == 0)
                {
                    return new HashSet<Guid>();
                }

                var written = await new ScanWriter(context, time).WriteAsync(libraryId, items, token);
                await transaction.CommitAsync(token);
                return written;
            },
            cancellationToken);
    }
}
