using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>The clock of a server that is alone.</summary>
internal sealed class LocalClusterClock(TimeProvider time) : IClusterClock
{
    public DateTimeOffset UtcNow => time.GetUtcNow();
}
