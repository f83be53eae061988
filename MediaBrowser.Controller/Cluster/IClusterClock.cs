namespace MediaBrowser.Controller.Cluster;

/// <summary>One time for all replicas, for moments that clients of different replicas must agree on.</summary>
public interface IClusterClock
{
    DateTimeOffset UtcNow { get; }
}
