using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Library;

internal sealed class PostgresOrphanStore(IDbContextFactory<JellyfinDbContext> contexts, IScanStore scans) : IOrphanStore
{
    private const string Scan = "RefreshLibrary";
    private const int BatchSize = 1000;
    private static readonly TimeSpan LongTimeout = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<Guid>> RemoveItemsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Database.SetCommandTimeout(LongTimeout);
        var removed = new List<Guid>();
        List<Guid> batch;
        // What was in an orphan is one itself now.
        while ((batch = await FindOrphansAsync(context, cancellationToken)).Count > 0)
        {
            await scans.RemoveAsync(batch, cancellationToken);
            removed.AddRange(batch);
        }

        await scans.FinishAsync(cancellationToken);
        return removed;
    }

    public async Task<IReadOnlySet<Guid>> FindOwnersAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var items = await context.Items.Where(item => ids.Contains(item.Id)).Select(item => item.Id).ToListAsync(cancellationToken);
        var users = await context.Users.Where(user => ids.Contains(user.Id)).Select(user => user.Id).ToListAsync(cancellationToken);
        return items.Concat(users).ToHashSet();
    }

    public async Task<IReadOnlySet<string>> FindChapterFilesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var media = await context.ItemMedia.AsNoTracking().Where(media => ids.Contains(media.ItemId)).ToListAsync(cancellationToken);
        return media.SelectMany(found => found.Chapters).Select(chapter => chapter.ImagePath).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    private static Task<List<Guid>> FindOrphansAsync(JellyfinDbContext context, CancellationToken cancellationToken)
        => context.Items
            .Where(item =>
                (item.LibraryId != null && !context.Libraries.Any(library => library.Id == item.LibraryId))
                || (item.ParentId != null && !context.Items.Any(parent => parent.Id == item.ParentId))
                || (item.OwnerId != null && !context.Items.Any(owner => owner.Id == item.OwnerId)))
            .Where(_ => !context.TaskRuns.Any(run => run.TaskKey == Scan && run.Status == TaskRunStatus.Running))
            .OrderBy(item => item.Id)
            .Select(item => item.Id)
            .Take(BatchSize)
            .ToListAsync(cancellationToken);
}
