namespace MediaBrowser.Controller.Cluster;

/// <summary>Whether this replica starts the scheduled tasks of the cluster.</summary>
public interface ITaskLeadership
{
    /// <summary>The lease while this replica is the leader, else null.</summary>
    Lease? CurrentLease { get; }

    bool IsLeader => CurrentLease is not null;

    /// <summary>Cancelled before the lease can pass on to another replica; already cancelled while this one is not the leader.</summary>
    CancellationToken Leadership { get; }

    /// <summary>Owner of the lease, or null when there is none or it is not known.</summary>
    Task<string?> CurrentLeaderAsync(CancellationToken cancellationToken);

    /// <summary>Gives leadership up at once; used when the replica drains.</summary>
    Task ResignAsync(CancellationToken cancellationToken);
}
