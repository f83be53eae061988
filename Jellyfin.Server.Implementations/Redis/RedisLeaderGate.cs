using System.Globalization;
using Jellyfin.Server.Implementations.Cluster;
using StackExchange.Redis;

namespace Jellyfin.Server.Implementations.Redis;

/// <summary>A key that expires; its value is the owner. Must not lie in a Redis that evicts.</summary>
internal sealed class RedisLeaderGate(RedisConnection redis) : ILeaderGate
{
    private const string Enter = """
        local current = redis.call('GET', KEYS[1])
        if current and current ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        return 1
        """;

    private const string Leave = """
        if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
        return redis.call('DEL', KEYS[1])
        """;

    private RedisKey Key => redis.Key("lease:" + LeaderLease.Name);

    public async Task<bool> TryEnterAsync(string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        var milliseconds = ((long)duration.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        return (bool)await redis.EvaluateAsync(Enter, [Key], [owner, milliseconds], cancellationToken);
    }

    public Task LeaveAsync(string owner, CancellationToken cancellationToken) => redis.EvaluateAsync(Leave, [Key], [owner], cancellationToken);
}
