using System.Collections.Concurrent;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>
/// Sizes of lists, which do not change between the pages a client asks for. Emptied on every replica when items change; a lost
/// message is made good after <see cref="Lifetime"/>.
/// </summary>
internal sealed class TotalCache : IDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private const int Capacity = 1000;

    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Entry> _totals = new();
    private readonly IDisposable[] _subscriptions;
    private long _generation;

    public TotalCache(IMessageBus bus, TimeProvider time)
    {
        _time = time;
        _subscriptions =
        [
            bus.Subscribe<ItemsChanged>((_, _) => Clear()),
            bus.Subscribe<LibrariesChanged>((_, _) => Clear()),
            bus.OnResynchronise(_ => Clear()),
        ];
    }

    public async Task<int> GetAsync(string key, Func<Task<int>> count)
    {
        var now = _time.GetUtcNow();
        if (_totals.TryGetValue(key, out var known) && now - known.CountedAt < Lifetime)
        {
            return known.Total;
        }

        var generation = Interlocked.Read(ref _generation);
        var total = await count();
        if (_totals.Count >= Capacity)
        {
            _totals.Clear();
        }

        // What was counted while items changed may be from before the change.
        if (generation == Interlocked.Read(ref _generation))
        {
            _totals[key] = new Entry(total, now);
        }

        return total;
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }

    private ValueTask Clear()
    {
        Interlocked.Increment(ref _generation);
        _totals.Clear();
        return ValueTask.CompletedTask;
    }

    private readonly record struct Entry(int Total, DateTimeOffset CountedAt);
}
