using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>The log of a server that is alone.</summary>
internal sealed class InProcessMessageLog(TimeProvider time) : IMessageLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Topic> _topics = new(StringComparer.Ordinal);

    /// <summary>Microseconds, so that numbers grow even when a topic was forgotten in between.</summary>
    private long Now => time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMicrosecond;

    public Task AppendAsync(string topic, string entry, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var log = Get(topic);
            if (log.Entries.TrueForAll(known => known.Text != entry))
            {
                log.Entries.Add(new LogEntry(Math.Max(log.Last + 1, Now), entry));
                log.Entries.RemoveAll(known => known.Number < Now - (long)IMessageLog.Memory.TotalMicroseconds);
                log.Entries.RemoveRange(0, Math.Max(0, log.Entries.Count - IMessageLog.Capacity));
            }
        }

        return Task.CompletedTask;
    }

    public Task<LogPage> OpenAsync(string topic, string reader, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ForgetOld();
            var log = Get(topic);
            log.Readers.TryAdd(reader, End(log));
            return Task.FromResult(Page(log, log.Readers[reader]));
        }
    }

    public Task<LogPage> ReadAsync(string topic, long after, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(Page(Get(topic), after));
        }
    }

    public Task AdvanceAsync(string topic, IReadOnlyDictionary<string, long> positions, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var log = Get(topic);
            foreach (var (reader, position) in positions)
            {
                log.Readers[reader] = Math.Max(log.Readers.GetValueOrDefault(reader), position);
            }
        }

        return Task.CompletedTask;
    }

    private long End(Topic log) => Math.Max(log.Last, Now - 1);

    private LogPage Page(Topic log, long after) => new([.. log.Entries.Where(entry => entry.Number > after)], End(log));

    private Topic Get(string name)
    {
        if (!_topics.TryGetValue(name, out var topic))
        {
            _topics[name] = topic = new Topic();
        }

        return topic;
    }

    private void ForgetOld()
    {
        var oldest = Now - (long)IMessageLog.ReaderMemory.TotalMicroseconds;
        foreach (var (name, topic) in _topics.ToList())
        {
            foreach (var reader in topic.Readers.Where(entry => entry.Value < oldest).Select(entry => entry.Key).ToList())
            {
                topic.Readers.Remove(reader);
            }

            if (topic.Readers.Count == 0 && topic.Last < Now - (long)IMessageLog.Memory.TotalMicroseconds)
            {
                _topics.Remove(name);
            }
        }
    }

    private sealed class Topic
    {
        public List<LogEntry> Entries { get; } = [];

        public Dictionary<string, long> Readers { get; } = new(StringComparer.Ordinal);

        public long Last => Entries.Count == 0 ? 0 : Entries[^1].Number;
    }
}
