using Jellyfin.Server.Implementations.Database;
using Jellyfin.Server.Implementations.Database.Configurations;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Library;

internal sealed class PostgresScanStore(IDbContextFactory<JellyfinDbContext> contexts, TimeProvider time) : IScanStore
{
    /// <summary>Work on a whole library takes longer than an ordinary command may.</summary>
    private static readonly TimeSpan LongTimeout = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyDictionary<Guid, ScanRecord>> ListAsync(Guid libraryId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Database.SetCommandTimeout(LongTimeout);
        return await context.Items
            .AsNoTracking()
            .Where(item => item.LibraryId == libraryId && item.Id != libraryId)
            .Select(item => new { item.Id, Signature = EF.Property<string?>(item, ItemConfiguration.ScanSignature), item.Path, item.ParentId })
            .ToDictionaryAsync(row => row.Id, row => new ScanRecord(row.Signature ?? "", row.Path, row.ParentId), cancellationToken);
    }

    public Task<IReadOnlySet<Guid>> SaveAsync(Guid libraryId, IReadOnlyList<ScannedItem> items, CancellationToken cancellationToken)
        => ScanBatch.SaveAsync(contexts, time, libraryId, items, cancellationToken);

    public async Task RemoveAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var chunk in ids.Chunk(1000))
        {
            await context.Items
                .Where(item => chunk.Contains(item.Id) || chunk.Contains(item.SeriesId!.Value) || chunk.Contains(item.SeasonId!.Value) || chunk.Contains(item.OwnerId!.Value))
                .ExecuteDeleteAsync(cancellationToken);
        }
    }

    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await ScanCleanup.RunAsync(context, cancellationToken);
    }
}
