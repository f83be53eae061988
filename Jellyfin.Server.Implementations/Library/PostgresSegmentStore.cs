using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Library;

internal sealed class PostgresSegmentStore(IDbContextFactory<JellyfinDbContext> contexts) : IMediaSegmentStore
{
    public async Task<IReadOnlyList<MediaSegment>> FindAsync(Guid itemId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.MediaSegments.AsNoTracking()
            .Where(segment => segment.ItemId == itemId)
            .OrderBy(segment => segment.StartTicks)
            .ThenBy(segment => segment.EndTicks)
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlySet<Guid>> FindMarkedAsync(IReadOnlyCollection<Guid> itemIds, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await context.MediaSegments
            .Where(segment => itemIds.Contains(segment.ItemId))
            .Select(segment => segment.ItemId)
            .Distinct()
            .ToListAsync(cancellationToken)).ToHashSet();
    }

    public async Task<IReadOnlyList<SegmentedVideo>> ListVideosAsync(Guid after, int count, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.ItemMedia.AsNoTracking()
            .Where(media => media.ItemId.CompareTo(after) > 0 && media.Error == null)
            .Join(
                context.Items.Where(item => item.MediaType == MediaType.Video && item.Path != null),
                media => media.ItemId,
                item => item.Id,
                (media, item) => new { item.Path, item.LibraryId, Media = media })
            .OrderBy(row => row.Media.ItemId)
            .Take(count)
            .ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(row => row.Media.ItemId);
        var stored = (await context.MediaSegments
            .Where(segment => ids.Contains(segment.ItemId))
            .Select(segment => new { segment.ItemId, segment.Id })
            .ToListAsync(cancellationToken)).ToLookup(segment => segment.ItemId, segment => segment.Id);
        return rows.ConvertAll(row => new SegmentedVideo(row.Path!, row.LibraryId, row.Media, [.. stored[row.Media.ItemId]]));
    }

    public Task<bool> ReplaceAsync(ItemMedia media, IReadOnlyList<MediaSegment> segments, CancellationToken cancellationToken)
        => ProbedRow.ChangeAsync(contexts, media, (context, _, token) => ReplaceAsync(context, media.ItemId, segments, token), cancellationToken);

    /// <summary>In the transaction of the caller, who saves the changes.</summary>
    public static async Task ReplaceAsync(JellyfinDbContext context, Guid itemId, IReadOnlyList<MediaSegment> segments, CancellationToken cancellationToken)
    {
        await context.MediaSegments.Where(segment => segment.ItemId == itemId).ExecuteDeleteAsync(cancellationToken);
        context.MediaSegments.AddRange(segments);
    }
}
