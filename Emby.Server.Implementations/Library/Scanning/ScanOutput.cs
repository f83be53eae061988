using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>Writes what a scan finds in batches, and tells everybody.</summary>
internal sealed class ScanOutput(Guid libraryId, IScanStore store, IMessageBus bus)
{
    private const int BatchSize = 100;
    private readonly List<ScannedItem> _batch = [];

    /// <summary>Items written so far.</summary>
    public int Saved { get; private set; }

    public async Task AddAsync(ScannedItem item, IReadOnlyDictionary<Guid, ScanRecord> known, CancellationToken cancellationToken)
    {
        _batch.Add(item);
        if (_batch.Count >= BatchSize)
        {
            await FlushAsync(known, cancellationToken);
        }
    }

    public async Task FlushAsync(IReadOnlyDictionary<Guid, ScanRecord> known, CancellationToken cancellationToken)
    {
        if (_batch.Count == 0)
        {
            return;
        }

        var written = await store.SaveAsync(libraryId, _batch, cancellationToken);
        Saved += written.Count;
        var items = _batch.Select(entry => entry.Item).Where(item => written.Contains(item.Id)).ToList();
        _batch.Clear();
        if (items.Count > 0)
        {
            var added = items.Where(item => !known.ContainsKey(item.Id)).ToList();
            await bus.PublishAsync(new ProbesQueued(), cancellationToken);
            await bus.PublishAsync(
                new ItemsChanged(Ids(added), Ids(items.Except(added)), [], [.. added.Select(item => item.ParentId).OfType<Guid>().Distinct()], [], [libraryId]),
                cancellationToken);
        }
    }

    public async Task RemoveAsync(IEnumerable<KeyValuePair<Guid, ScanRecord>> gone, CancellationToken cancellationToken)
    {
        foreach (var chunk in gone.Chunk(BatchSize))
        {
            var ids = chunk.Select(record => record.Key).ToList();
            await store.RemoveAsync(ids, cancellationToken);
            var parents = chunk.Select(record => record.Value.ParentId).OfType<Guid>().Distinct().ToList();
            await bus.PublishAsync(new ItemsChanged([], [], ids, [], parents, [libraryId]), cancellationToken);
        }
    }

    private static List<Guid> Ids(IEnumerable<Item> items) => [.. items.Select(item => item.Id)];
}
