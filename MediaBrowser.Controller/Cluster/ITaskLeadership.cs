namespace MediaBrowser.Controller.Cluster;

/// <summary>Whether this replica starts the scheduled tasks of the cluster.</summary>
public interface ITaskLeadership
{
    /// <summary>The lease while this replica holds it, else null.</summary>
    Lease? CurrentLease { get; }

    bool IsLeader => CurrentLease is not null;

    /// <summary>Cancelled before the lease can pass on to another replica; already cancelled while this one does not hold it.</summary>
    CancellationToken Leadership { get; }

    /// <summary>The lease of whichever replica holds it, or null when there is none or it is not known.</summary>
    Task<Lease?> CurrentLeaderAsync(CancellationToken cancellationToken);

    /// <summary>Gives leadership up at once; used when the replica drains.</summary>
    Task ResignAsync(CancellationToken cancellationToken);
}
