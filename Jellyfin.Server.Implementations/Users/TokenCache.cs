using System.Collections.Concurrent;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.Implementations.Users;

/// <summary>
/// Owners of the tokens in use on this replica. Entries are read again after <see cref="MaxAge"/> in case a message was lost, and
/// go on while the database is away. Revoked tokens and changed users are dropped at once.
/// </summary>
internal sealed class TokenCache : IDisposable
{
    internal static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    /// <summary>How long an owner is used again before the next try to reach a database that is away.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<string, Cached> _entries = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly IDisposable[] _subscriptions;
    private long _invalidations;

    public TokenCache(IMessageBus bus, TimeProvider time)
    {
        _time = time;
        _subscriptions =
        [
            bus.Subscribe<TokensRevoked>((message, _) => Run(() => Forget(message.TokenHashes))),
            bus.Subscribe<UserChanged>((message, _) => Run(() => ForgetUser(message.UserId))),
            bus.OnResynchronise(_ => Run(ExpireAll)),
        ];
    }

    public async Task<TokenOwner?> GetAsync(byte[] tokenHash, Func<Task<TokenOwner?>> read)
    {
        var key = Key(tokenHash);
        var cached = _entries.GetValueOrDefault(key);
        if (cached is not null && cached.ExpiresAt > _time.GetUtcNow())
        {
            return cached.Owner;
        }

        var invalidations = Interlocked.Read(ref _invalidations);
        try
        {
            var owner = await read();
            Remember(key, owner, invalidations);
            return owner;
        }
        catch (Exception exception) when (cached is not null && exception.IsDatabaseOutage())
        {
            _entries.TryUpdate(key, cached with { ExpiresAt = _time.GetUtcNow() + RetryAfter }, cached);
            return cached.Owner;
        }
    }

    public void Forget(IEnumerable<string> keys)
    {
        Interlocked.Increment(ref _invalidations);
        foreach (var key in keys)
        {
            _entries.TryRemove(key, out _);
        }
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }

    internal static string Key(byte[] tokenHash) => Convert.ToHexStringLower(tokenHash);

    private void Remember(string key, TokenOwner? owner, long invalidations)
    {
        if (owner is null)
        {
            _entries.TryRemove(key, out _);
            return;
        }

        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }

        var cached = new Cached(owner, _time.GetUtcNow() + MaxAge);
        _entries[key] = cached;
        if (Interlocked.Read(ref _invalidations) != invalidations)
        {
            // It may have been read before what the message told of.
            _entries.TryRemove(KeyValuePair.Create(key, cached));
        }
    }

    private void ForgetUser(Guid userId)
        => Forget(_entries.Where(entry => entry.Value.Owner.User?.Id == userId).Select(entry => entry.Key).ToList());

    private void ExpireAll()
    {
        Interlocked.Increment(ref _invalidations);
        foreach (var (key, cached) in _entries)
        {
            _entries.TryUpdate(key, cached with { ExpiresAt = DateTimeOffset.MinValue }, cached);
        }
    }

    private static ValueTask Run(Action action)
    {
        action();
        return ValueTask.CompletedTask;
    }

    private sealed record Cached(TokenOwner Owner, DateTimeOffset ExpiresAt);
}
