namespace MediaBrowser.Controller.Cluster;

/// <summary>
/// One lease for the whole cluster. Every step is atomic. Every step throws <see cref="SharedStateUnavailableException"/>,
/// <see cref="System.Data.Common.DbException"/> or <see cref="TimeoutException"/> when it cannot be decided: it may then have been done or not.
/// </summary>
public interface ITaskLeaderElection
{
    /// <summary>
    /// Takes the lease when it is free, expired or this owner's (an earlier answer may have been lost); the new one has a higher token.
    /// Returns null when somebody else has it.
    /// </summary>
    Task<Lease?> TryAcquireAsync(string owner, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Extends the lease only if it is still this one and has not expired. Returns null when it is lost or must be given up.</summary>
    Task<Lease?> TryRenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Frees the lease only if it is still this one; the next one may take it at once.</summary>
    Task ReleaseAsync(Lease lease, CancellationToken cancellationToken);

    /// <summary>Returns null when nobody has it.</summary>
    Task<Lease?> CurrentAsync(CancellationToken cancellationToken);
}
