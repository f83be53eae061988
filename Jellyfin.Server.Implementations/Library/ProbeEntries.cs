using Jellyfin.Server.Implementations.Database;
using MediaBrowser.Controller.Library;
using Microsoft.EntityFrameworkCore;

namespace Jellyfin.Server.Implementations.Library;

/// <summary>Puts items into the queue of the probes.</summary>
internal static class ProbeEntries
{
    /// <summary>What is written has changed, so its file and its new pictures are examined; an entry that waits already starts anew.</summary>
    public static async Task AddAsync(JellyfinDbContext context, IReadOnlyList<ScannedItem> scanned, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var wanted = scanned.Select(entry => entry.Item).Where(item => (item.Path is not null && !item.IsFolder) || item.Images.Count > 0).Select(item => item.Id).ToList();
        var queued = await context.ProbeQueue.Where(entry => wanted.Contains(entry.ItemId)).ToDictionaryAsync(entry => entry.ItemId, cancellationToken);
        foreach (var id in wanted)
        {
            if (!queued.TryGetValue(id, out var entry))
            {
                entry = new ProbeQueueEntry { ItemId = id, EnqueuedAt = default };
                context.ProbeQueue.Add(entry);
            }

            entry.EnqueuedAt = now;
            entry.Attempts = 0;
            entry.LockedBy = null;
            entry.LockedUntil = null;
        }
    }
}
