using System.Diagnostics.Metrics;

namespace Jellyfin.Server.Implementations.Redis;

/// <summary>What goes over the message bus. Signs of life are not counted.</summary>
internal sealed class BusMetrics
{
    private readonly Counter<long> _published;
    private readonly Counter<long> _lost;
    private readonly Counter<long> _received;
    private readonly Counter<long> _gaps;

    public BusMetrics(IMeterFactory meters, RedisConnection redis)
    {
        var meter = meters.Create("Jellyfin.Bus");
        _published = meter.CreateCounter<long>("jellyfin.bus.published", "{message}", "Messages to other replicas");
        _lost = meter.CreateCounter<long>("jellyfin.bus.lost", "{message}", "Messages that Redis did not take");
        _received = meter.CreateCounter<long>("jellyfin.bus.received", "{message}", "Messages from other replicas");
        _gaps = meter.CreateCounter<long>("jellyfin.bus.gaps", null, "Times that messages were missing, so that caches were emptied");
        var reconnects = meter.CreateCounter<long>("jellyfin.bus.reconnects", null, "Connections to Redis that came back");
        foreach (var counter in (Counter<long>[])[_published, _lost, _received, _gaps, reconnects])
        {
            // A rate is only seen from the second value on.
            counter.Add(0);
        }

        redis.Restored += () => reconnects.Add(1);
    }

    public void Published() => _published.Add(1);

    public void Lost() => _lost.Add(1);

    public void Received() => _received.Add(1);

    public void Gap() => _gaps.Add(1);
}
