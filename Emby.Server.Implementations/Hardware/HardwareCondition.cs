using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Hardware;

namespace Emby.Server.Implementations.Hardware;

/// <summary>Where operators want that, a replica whose hardware does not work gets no requests.</summary>
internal sealed class HardwareCondition(IHardwareReadiness readiness) : IReadinessCondition
{
    public string? Problem => readiness.Current.DrainReason;
}
