using System.Collections.Concurrent;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Implementations.Browsing;

/// <summary>
/// What is asked again and again while items stay as they are: sizes of lists between their pages, items that play. Emptied on every
/// replica when items change; a lost message is made good after <see cref="Lifetime"/>.
/// </summary>
internal sealed class ItemsCache<TKey, TValue> : IDisposable
    where TKey : notnull
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private const int Capacity = 1000;

    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private readonly IDisposable[] _subscriptions;
    private long _generation;

    public ItemsCache(IMessageBus bus, TimeProvider time)
    {
        _time = time;
        _subscriptions =
        [
            bus.Subscribe<ItemsChanged>((_, _) => Clear()),
            bus.Subscribe<LibrariesChanged>((_, _) => Clear()),
            bus.OnResynchronise(_ => Clear()),
        ];
    }

    /// <summary>What does not exist is not remembered.</summary>
    public async Task<TValue> GetAsync(TKey key, Func<Task<TValue>> read)
    {
        var now = _time.GetUtcNow();
        if (_entries.TryGetValue(key, out var known) && now - known.ReadAt < Lifetime)
        {
            return known.Value;
        }

        var generation = Interlocked.Read(ref _generation);
        var value = await read();
        if (_entries.Count >= Capacity)
        {
            _entries.Clear();
        }

        // What was read while items changed may be from before the change.
        if (value is not null && generation == Interlocked.Read(ref _generation))
        {
            _entries[key] = new Entry(value, now);
        }

        return value;
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
        _entries.Clear();
        return ValueTask.CompletedTask;
    }

    private readonly record struct Entry(TValue Value, DateTimeOffset ReadAt);
}
