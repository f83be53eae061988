using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Library;

/// <summary>Writes what a probe found, if the entry is still its own.</summary>
internal static class ProbeWriter
{
    public static async Task WriteAsync(IDbContextFactory<JellyfinDbContext> contexts, ProbeJob job, ProbeResult result, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                context.ChangeTracker.Clear();
                await using var transaction = await context.Database.BeginTransactionAsync(token);
                var mine = await context.ProbeQueue
                    .Where(entry => entry.ItemId == job.Item.Id && entry.LockedBy == job.Owner && entry.EnqueuedAt == job.EnqueuedAt)
                    .ExecuteDeleteAsync(token);
                var item = mine == 0 ? null : await context.Items.FirstOrDefaultAsync(item => item.Id == job.Item.Id, token);
                if (item is not null)
                {
                    await SaveAsync(context, item, result, token);
                    await transaction.CommitAsync(token);
                }
            },
            cancellationToken);
    }

    private static async Task SaveAsync(JellyfinDbContext context, Item item, ProbeResult result, CancellationToken cancellationToken)
    {
        item.Images = item.Images.ConvertAll(image => result.Images.FirstOrDefault(done => done.Path == image.Path && done.Tag == image.Tag) ?? image);
        if (result.Cover is { } cover && !item.Images.Exists(image => image.Type == cover.Type))
        {
            item.Images.Add(cover);
        }

        if (result.Media is { } media)
        {
            ProbedItem.Apply(item, media);
            var exists = await context.ItemMedia.AnyAsync(row => row.ItemId == media.ItemId, cancellationToken);
            context.Entry(media).State = exists ? EntityState.Modified : EntityState.Added;
        }

        if (result.Segments is { } segments)
        {
            await PostgresSegmentStore.ReplaceAsync(context, item.Id, segments, cancellationToken);
        }

        await context.SaveChangesAsync(cancellationToken);
    }
}
