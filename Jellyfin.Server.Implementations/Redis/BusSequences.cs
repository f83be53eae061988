using Jellyfin.Server.Implementations.Cluster;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Implementations.Redis;

/// <summary>How far the messages of each process have been received.</summary>
internal sealed class BusSequences(IOptions<ClusterOptions> options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Sequence, long SeenAt)> _origins = [];

    /// <summary>Returns whether messages of that process are missing.</summary>
    public bool Receive(string origin, long sequence)
    {
        lock (_lock)
        {
            var expected = _origins.TryGetValue(origin, out var last) ? last.Sequence + 1 : 1;
            _origins[origin] = (sequence, time.GetTimestamp());
            return sequence != expected;
        }
    }

    /// <summary>Forgets processes that are silent. Returns whether there were any: what they said last may be lost.</summary>
    public bool ForgetSilent()
    {
        lock (_lock)
        {
            var silent = _origins.Where(origin => time.GetElapsedTime(origin.Value.SeenAt) > options.Value.DeadAfter).Select(origin => origin.Key).ToList();
            silent.ForEach(origin => _origins.Remove(origin));
            return silent.Count > 0;
        }
    }

    public bool Knows(string origin)
    {
        lock (_lock)
        {
            return _origins.ContainsKey(origin);
        }
    }
}
