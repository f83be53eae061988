using Jellyfin.Server.Implementations.Database;
using Jellyfin.Server.Implementations.Database.Configurations;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Library;

internal sealed class PostgresItemEditor(IDbContextFactory<JellyfinDbContext> contexts, TimeProvider time) : IItemEditor
{
    public async Task<Item?> ChangeAsync(Guid id, Action<Item> change, IReadOnlyList<ScannedPerson>? people, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                context.ChangeTracker.Clear();
                await using var transaction = await context.Database.BeginTransactionAsync(token);
                var item = await context.Items.FirstOrDefaultAsync(item => item.Id == id, token);
                if (item is not null)
                {
                    change(item);
                    await NamedItems.AddAsync(context, [new ScannedItem(item, people ?? [], "")], time.GetUtcNow(), token);
                    await ScannedPeople.ReplaceAsync(context, people is null ? [] : [(id, people)], [id], token);
                    await context.SaveChangesAsync(token);
                    await RenameBelowAsync(context, item, token);
                    await transaction.CommitAsync(token);
                }

                return item;
            },
            cancellationToken);
    }

    public async Task<bool> ForgetScanAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var forgotten = await context.Items
            .Where(item => item.Id == id || item.ParentId == id || item.OwnerId == id || item.SeasonId == id || item.SeriesId == id || item.LibraryId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(item => EF.Property<string?>(item, ItemConfiguration.ScanSignature), (string?)null), cancellationToken);
        return forgotten > 0;
    }

    /// <summary>Episodes carry the names of their season and series.</summary>
    private static async Task RenameBelowAsync(JellyfinDbContext context, Item item, CancellationToken cancellationToken)
    {
        if (item.Kind == BaseItemKind.Series)
        {
            await context.Items.Where(child => child.SeriesId == item.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(child => child.SeriesName, item.Name), cancellationToken);
        }
        else if (item.Kind == BaseItemKind.Season)
        {
            await context.Items.Where(child => child.SeasonId == item.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(child => child.SeasonName, item.Name), cancellationToken);
        }
    }
}
