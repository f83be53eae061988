using System.Globalization;
using MediaBrowser.Controller.Cluster;
using StackExchange.Redis;

namespace Jellyfin.Server.Implementations.Redis;

/// <summary>
/// A lease is a key that expires; its value is token and owner, so that renewing and releasing can be limited to this very lease.
/// </summary>
internal sealed class RedisLeaseStore(RedisConnection redis, TimeProvider time) : ILeaseStore
{
    /// <summary>
    /// Tokens start at Redis's clock in microseconds, so that they also grow across a Redis that lost everything. The owner may take its own
    /// lease again: an earlier attempt may have succeeded without the answer getting through.
    /// </summary>
    private const string Acquire = """
        local current = redis.call('GET', KEYS[1])
        if current and string.match(current, '^%d+ (.*)$') ~= ARGV[1] then return false end
        local t = redis.call('TIME')
        local token = string.format('%.0f', math.max(tonumber(redis.call('GET', KEYS[2]) or '0') + 1, t[1] * 1000000 + t[2]))
        redis.call('SET', KEYS[2], token, 'PX', ARGV[3])
        redis.call('SET', KEYS[1], token .. ' ' .. ARGV[1], 'PX', ARGV[2])
        return token
        """;

    private const string Renew = """
        if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
        return redis.call('PEXPIRE', KEYS[1], ARGV[2])
        """;

    private const string Release = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
        return 1
        """;

    private const string Current = """
        local current = redis.call('GET', KEYS[1])
        if not current then return false end
        return { current, redis.call('PTTL', KEYS[1]) }
        """;

    /// <summary>A lease that nobody took for so long starts again at the clock.</summary>
    private static readonly long TokenMilliseconds = (long)TimeSpan.FromDays(7).TotalMilliseconds;

    public async Task<Lease?> TryAcquireAsync(string name, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var token = (string?)await redis.EvaluateAsync(
            Acquire, [Key(name), redis.Key("fence:" + name)], [owner, Milliseconds(duration), TokenMilliseconds], cancellationToken);
        return token is null ? null : new Lease(name, owner, long.Parse(token, CultureInfo.InvariantCulture), asked + duration);
    }

    public async Task<Lease?> TryRenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var renewed = (bool)await redis.EvaluateAsync(Renew, [Key(lease.Name)], [Value(lease), Milliseconds(duration)], cancellationToken);
        return renewed ? lease with { ExpiresAt = asked + duration } : null;
    }

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken)
        => redis.EvaluateAsync(Release, [Key(lease.Name)], [Value(lease)], cancellationToken);

    public async Task<Lease?> CurrentAsync(string name, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var result = await redis.EvaluateAsync(Current, [Key(name)], [], cancellationToken);
        if (result.IsNull)
        {
            return null;
        }

        var fields = (RedisResult[])result;
        var value = (string)fields[0];
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        return new Lease(
            name, value[(space + 1)..], long.Parse(value.AsSpan(0, space), CultureInfo.InvariantCulture), asked.AddMilliseconds((long)fields[1]));
    }

    private RedisKey Key(string name) => redis.Key("lease:" + name);

    private static string Value(Lease lease) => string.Create(CultureInfo.InvariantCulture, $"{lease.FencingToken} {lease.Owner}");

    private static long Milliseconds(TimeSpan duration) => Math.Max(1, (long)duration.TotalMilliseconds);
}
