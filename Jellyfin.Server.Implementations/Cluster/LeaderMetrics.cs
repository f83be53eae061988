using System.Diagnostics.Metrics;
using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>Counts what becomes of the leadership on this replica.</summary>
internal sealed class LeaderMetrics
{
    private readonly Counter<long> _acquisitions;
    private readonly Counter<long> _renewals;
    private readonly Counter<long> _losses;
    private long _token;
    private volatile bool _isFallbackInUse;

    public LeaderMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Jellyfin.Leader");
        _acquisitions = meter.CreateCounter<long>("jellyfin.task.leader.acquisitions", null, "Leases of the task leader that this replica took, by road");
        _renewals = meter.CreateCounter<long>("jellyfin.task.leader.renewals", null, "Renewals of that lease, by road");
        _losses = meter.CreateCounter<long>("jellyfin.task.leader.losses", null, "Ends of leadership on this replica, by reason");
        meter.CreateObservableGauge("jellyfin.task.leader.token", () => Volatile.Read(ref _token), null, "Fencing token of the lease that this replica holds, 0 without one");
        meter.CreateObservableGauge(
            "jellyfin.task.leader.fallback", () => _isFallbackInUse ? 1 : 0, null, "1 while the leader is chosen without Redis because it cannot be used");
    }

    public bool IsFallbackInUse
    {
        get => _isFallbackInUse;
        set => _isFallbackInUse = value;
    }

    public void Acquired(Lease lease)
    {
        Volatile.Write(ref _token, lease.FencingToken);
        _acquisitions.Add(1, Road(lease));
    }

    public void Renewed(Lease lease) => _renewals.Add(1, Road(lease));

    public void Ended(LeaderLoss reason)
    {
        Volatile.Write(ref _token, 0);
        _losses.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));
    }

    private static KeyValuePair<string, object?> Road(Lease lease) => new("road", lease.IsShared ? "Shared" : lease.Road.ToString());
}
