using System.Globalization;
using MediaBrowser.Controller.Cluster;
using StackExchange.Redis;

namespace Jellyfin.Server.Implementations.Redis;

/// <summary>
/// Two sorted sets per topic: entries by number, readers by the number they had last. Numbers are microseconds of Redis's clock, raised
/// where two entries would share one: they grow even when a topic was forgotten in between.
/// </summary>
internal sealed class RedisMessageLog(RedisConnection redis) : IMessageLog
{
    /// <summary>KEYS: entries, readers. ARGV: memory of entries, memory of readers in milliseconds.</summary>
    private const string Common = """
        local t = redis.call('TIME')
        local now = t[1] * 1000000 + t[2]
        local function text(number) return string.format('%.0f', number) end
        local function last() return tonumber(redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2] or '0') end
        local function page(after)
          local result = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. after, '+inf', 'WITHSCORES')
          table.insert(result, 1, text(math.max(last(), now - 1)))
          return result
        end

        """;

    /// <summary>ARGV also: 3 text, 4 how many to keep.</summary>
    private const string Append = Common + """
        if redis.call('ZSCORE', KEYS[1], ARGV[3]) then return 0 end
        redis.call('ZADD', KEYS[1], text(math.max(last() + 1, now)), ARGV[3])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', text(now - ARGV[1] * 1000))
        redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - ARGV[4])
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
        return 1
        """;

    /// <summary>ARGV also: 3 reader.</summary>
    private const string Open = Common + """
        redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', text(now - ARGV[2] * 1000))
        redis.call('ZADD', KEYS[2], 'NX', text(math.max(last(), now - 1)), ARGV[3])
        redis.call('PEXPIRE', KEYS[2], ARGV[2])
        return page(text(tonumber(redis.call('ZSCORE', KEYS[2], ARGV[3]))))
        """;

    /// <summary>ARGV also: 3 number.</summary>
    private const string Read = Common + "return page(ARGV[3])";

    /// <summary>ARGV also: from 3 on reader, number and so on.</summary>
    private const string Advance = """
        for i = 3, #ARGV, 2 do redis.call('ZADD', KEYS[2], 'GT', ARGV[i + 1], ARGV[i]) end
        redis.call('PEXPIRE', KEYS[2], ARGV[2])
        return 1
        """;

    public Task AppendAsync(string topic, string entry, CancellationToken cancellationToken)
        => RunAsync(Append, topic, [entry, IMessageLog.Capacity], cancellationToken);

    public async Task<LogPage> OpenAsync(string topic, string reader, CancellationToken cancellationToken)
        => Page(await RunAsync(Open, topic, [reader], cancellationToken));

    public async Task<LogPage> ReadAsync(string topic, long after, CancellationToken cancellationToken)
        => Page(await RunAsync(Read, topic, [after], cancellationToken));

    public Task AdvanceAsync(string topic, IReadOnlyDictionary<string, long> positions, CancellationToken cancellationToken)
        => RunAsync(Advance, topic, [.. positions.SelectMany(entry => new RedisValue[] { entry.Key, entry.Value })], cancellationToken);

    private Task<RedisResult> RunAsync(string script, string topic, RedisValue[] arguments, CancellationToken cancellationToken)
        => redis.EvaluateAsync(
            script,
            [redis.Key("log:" + topic), redis.Key("log-readers:" + topic)],
            [(long)IMessageLog.Memory.TotalMilliseconds, (long)IMessageLog.ReaderMemory.TotalMilliseconds, .. arguments],
            cancellationToken);

    private static LogPage Page(RedisResult result)
    {
        var values = (string[])result;
        var entries = values.Skip(1).Chunk(2).Select(pair => new LogEntry(Number(pair[1]), pair[0]));
        return new LogPage([.. entries], Number(values[0]));
    }

    private static long Number(string text) => (long)double.Parse(text, CultureInfo.InvariantCulture);
}
