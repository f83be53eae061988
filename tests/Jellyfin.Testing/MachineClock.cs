using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Testing;

/// <summary>Stands in for the cluster's clock where a test has no database.</summary>
public sealed class MachineClock : IClusterClock
{
    public DateTimeOffset UtcNow => TimeProvider.System.GetUtcNow();

    public DateTimeOffset? StartedAt { get; } = TimeProvider.System.GetUtcNow();
}
