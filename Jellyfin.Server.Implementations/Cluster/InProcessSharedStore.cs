using System.Globalization;
using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>The shared state of a server that is alone.</summary>
internal sealed class InProcessSharedStore(TimeProvider time) : ISharedStore
{
    private const int WritesBetweenSweeps = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<SharedKey, (string Value, DateTimeOffset ExpiresAt)> _entries = [];
    private int _writes;

    public Task<string?> GetAsync(SharedKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(Find(key));
        }
    }

    public Task<IReadOnlyDictionary<string, string>> ListAsync(string collection, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            return Task.FromResult<IReadOnlyDictionary<string, string>>(_entries
                .Where(entry => entry.Key.Collection == collection && entry.Value.ExpiresAt > now)
                .ToDictionary(entry => entry.Key.Id, entry => entry.Value.Value));
        }
    }

    public Task SetAsync(SharedKey key, string value, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Write(key, value, time.GetUtcNow() + timeToLive);
        }

        return Task.CompletedTask;
    }

    public Task<bool> CompareAndSetAsync(SharedKey key, string? expected, string? value, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Find(key) != expected)
            {
                return Task.FromResult(false);
            }

            if (value is null)
            {
                _entries.Remove(key);
            }
            else
            {
                Write(key, value, time.GetUtcNow() + timeToLive);
            }

            return Task.FromResult(true);
        }
    }

    public Task<long> IncrementAsync(SharedKey key, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var current = Find(key);
            var value = current is null ? 1 : long.Parse(current, CultureInfo.InvariantCulture) + 1;
            Write(key, value.ToString(CultureInfo.InvariantCulture), current is null ? time.GetUtcNow() + timeToLive : _entries[key].ExpiresAt);
            return Task.FromResult(value);
        }
    }

    public Task<bool> RemoveAsync(SharedKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var existed = Find(key) is not null;
            _entries.Remove(key);
            return Task.FromResult(existed);
        }
    }

    private string? Find(SharedKey key) => _entries.TryGetValue(key, out var entry) && entry.ExpiresAt > time.GetUtcNow() ? entry.Value : null;

    private void Write(SharedKey key, string value, DateTimeOffset expiresAt)
    {
        _entries[key] = (value, expiresAt);
        if (++_writes % WritesBetweenSweeps == 0)
        {
            var now = time.GetUtcNow();
            foreach (var expired in _entries.Where(entry => entry.Value.ExpiresAt <= now).Select(entry => entry.Key).ToList())
            {
                _entries.Remove(expired);
            }
        }
    }
}
