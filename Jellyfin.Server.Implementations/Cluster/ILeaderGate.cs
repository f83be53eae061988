namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>
/// Who may ask PostgreSQL for the lease: a lease in Redis, so that replicas that wait need not ask the database again and again. Both
/// steps throw <see cref="MediaBrowser.Controller.Cluster.SharedStateUnavailableException"/>.
/// </summary>
internal interface ILeaderGate
{
    /// <summary>Atomic: takes the gate when it is free, holds it longer when it is this owner's; false when it is another's.</summary>
    Task<bool> TryEnterAsync(string owner, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Atomic: frees it only if it is this owner's.</summary>
    Task LeaveAsync(string owner, CancellationToken cancellationToken);
}
