namespace MediaBrowser.Controller.Cluster;

/// <summary>One time for all replicas, for moments that more than one of them, or their clients, must agree on.</summary>
public interface IClusterClock
{
    DateTimeOffset UtcNow { get; }

    /// <summary>When this process started; does not change any more. Null: the cluster's time is not known yet.</summary>
    DateTimeOffset? StartedAt { get; }
}
