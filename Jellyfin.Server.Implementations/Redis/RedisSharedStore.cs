using System.Globalization;
using MediaBrowser.Controller.Cluster;
using StackExchange.Redis;

namespace Jellyfin.Server.Implementations.Redis;

/// <summary>
/// One key per entry, and per collection a sorted set of its ids by expiry, so that listing reads one collection and never the
/// whole key space. Times are Redis's own.
/// </summary>
internal sealed class RedisSharedStore(RedisConnection redis) : ISharedStore
{
    /// <summary>KEYS: entry, index. ARGV: id, value, milliseconds to live.</summary>
    private const string Index = """
        local t = redis.call('TIME')
        local now = t[1] * 1000 + math.floor(t[2] / 1000)
        local function index(id, ttl)
          redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
          redis.call('ZADD', KEYS[2], string.format('%.0f', now + ttl), id)
          if redis.call('PTTL', KEYS[2]) < ttl then redis.call('PEXPIRE', KEYS[2], string.format('%.0f', ttl)) end
        end

        """;

    private const string Set = Index + """
        redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
        index(ARGV[1], tonumber(ARGV[3]))
        return 1
        """;

    /// <summary>ARGV also: 4 whether it must exist, 5 what it must be, 6 whether to write or remove.</summary>
    private const string CompareAndSet = Index + """
        local current = redis.call('GET', KEYS[1])
        if ARGV[4] == '0' then
          if current then return 0 end
        elseif current ~= ARGV[5] then
          return 0
        end
        if ARGV[6] == '1' then
          redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
          index(ARGV[1], tonumber(ARGV[3]))
        else
          redis.call('DEL', KEYS[1])
          redis.call('ZREM', KEYS[2], ARGV[1])
        end
        return 1
        """;

    private const string Increment = Index + """
        local value = redis.call('INCR', KEYS[1])
        if value == 1 then
          redis.call('PEXPIRE', KEYS[1], ARGV[3])
          index(ARGV[1], tonumber(ARGV[3]))
        end
        return value
        """;

    private const string Remove = """
        redis.call('ZREM', KEYS[2], ARGV[1])
        return redis.call('DEL', KEYS[1])
        """;

    private const string LiveIds = """
        local t = redis.call('TIME')
        return redis.call('ZRANGEBYSCORE', KEYS[1], string.format('%.0f', t[1] * 1000 + math.floor(t[2] / 1000)), '+inf')
        """;

    public async Task<string?> GetAsync(SharedKey key, CancellationToken cancellationToken)
        => await redis.ExecuteAsync(database => database.StringGetAsync(EntryKey(key)), cancellationToken);

    public async Task<IReadOnlyDictionary<string, string>> ListAsync(string collection, CancellationToken cancellationToken)
    {
        var ids = (string[])await redis.EvaluateAsync(LiveIds, [IndexKey(collection)], [], cancellationToken);
        if (ids.Length == 0)
        {
            return new Dictionary<string, string>();
        }

        var keys = Array.ConvertAll(ids, id => (RedisKey)EntryKey(new SharedKey(collection, id)));
        var values = await redis.ExecuteAsync(database => database.StringGetAsync(keys), cancellationToken);
        return ids.Zip(values).Where(entry => !entry.Second.IsNull).ToDictionary(entry => entry.First, entry => entry.Second.ToString());
    }

    public Task SetAsync(SharedKey key, string value, TimeSpan timeToLive, CancellationToken cancellationToken)
        => redis.EvaluateAsync(Set, Keys(key), [key.Id, value, Milliseconds(timeToLive)], cancellationToken);

    public async Task<bool> CompareAndSetAsync(SharedKey key, string? expected, string? value, TimeSpan timeToLive, CancellationToken cancellationToken)
        => (bool)await redis.EvaluateAsync(
            CompareAndSet,
            Keys(key),
            [key.Id, value ?? "", Milliseconds(timeToLive), expected is not null, expected ?? "", value is not null],
            cancellationToken);

    public async Task<long> IncrementAsync(SharedKey key, TimeSpan timeToLive, CancellationToken cancellationToken)
        => (long)await redis.EvaluateAsync(Increment, Keys(key), [key.Id, "", Milliseconds(timeToLive)], cancellationToken);

    public async Task<bool> RemoveAsync(SharedKey key, CancellationToken cancellationToken)
        => (bool)await redis.EvaluateAsync(Remove, Keys(key), [key.Id], cancellationToken);

    private RedisKey[] Keys(SharedKey key) => [EntryKey(key), IndexKey(key.Collection)];

    /// <summary>The length keeps <c>a:b</c>, <c>c</c> and <c>a</c>, <c>b:c</c> apart.</summary>
    private string EntryKey(SharedKey key)
        => redis.Key(string.Create(CultureInfo.InvariantCulture, $"store:{key.Collection.Length}:{key.Collection}:{key.Id}"));

    private string IndexKey(string collection) => redis.Key("index:" + collection);

    private static long Milliseconds(TimeSpan timeToLive) => Math.Max(1, (long)timeToLive.TotalMilliseconds);
}
