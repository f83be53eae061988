namespace MediaBrowser.Controller.Cluster;

/// <summary>Exclusive, expiring ownership of a name.</summary>
public interface ILeaseStore
{
    /// <summary>Takes the lease if it is free or expired. Returns null when somebody else has it.</summary>
    Task<Lease?> TryAcquireAsync(string name, string owner, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Atomic: extends the lease only if it is still this one. Returns null when it was lost.</summary>
    Task<Lease?> TryRenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Frees the lease only if it is still this one; the next one may take it at once.</summary>
    Task ReleaseAsync(Lease lease, CancellationToken cancellationToken);

    /// <summary>Returns null when nobody has it.</summary>
    Task<Lease?> CurrentAsync(string name, CancellationToken cancellationToken);
}

/// <param name="Name">What is owned.</param>
/// <param name="Owner">Replica id and incarnation.</param>
/// <param name="FencingToken">Grows with every acquisition; a write with an older token must be refused.</param>
/// <param name="ExpiresAt">By this replica's clock, measured from before the request was sent: never later than the store's own expiry.</param>
public sealed record Lease(string Name, string Owner, long FencingToken, DateTimeOffset ExpiresAt);
