using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Playback;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Library;

/// <summary>Changes what belongs to a probed file, unless the file was probed anew meanwhile.</summary>
internal static class ProbedRow
{
    /// <summary>One transaction that holds the row of the file. Returns false, and changes nothing, when it is not <paramref name="media"/> any more.</summary>
    public static async Task<bool> ChangeAsync(
        IDbContextFactory<JellyfinDbContext> contexts,
        ItemMedia media,
        Func<JellyfinDbContext, ItemMedia, CancellationToken, Task> change,
        CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                context.ChangeTracker.Clear();
                await using var transaction = await context.Database.BeginTransactionAsync(token);
                var stored = await context.ItemMedia.FromSql($"SELECT * FROM item_media WHERE item_id = {media.ItemId} FOR UPDATE").FirstOrDefaultAsync(token);
                if (stored?.ProbedAt != media.ProbedAt)
                {
                    return false;
                }

                await change(context, stored, token);
                await context.SaveChangesAsync(token);
                await transaction.CommitAsync(token);
                return true;
            },
            cancellationToken);
    }
}
