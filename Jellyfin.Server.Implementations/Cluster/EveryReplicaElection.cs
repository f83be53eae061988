using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>No leader: whoever asks holds the lease together with all others. For a server that is alone.</summary>
internal sealed class EveryReplicaElection(PostgresTaskLeaderElection postgres) : ITaskLeaderElection
{
    public Task<Lease?> TryAcquireAsync(string owner, TimeSpan duration, CancellationToken cancellationToken)
        => postgres.TryShareAsync(duration, cancellationToken);

    public Task<Lease?> TryRenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken)
        => postgres.TryRenewAsync(lease, duration, cancellationToken);

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) => postgres.ReleaseAsync(lease, cancellationToken);

    public Task<Lease?> CurrentAsync(CancellationToken cancellationToken) => postgres.CurrentAsync(cancellationToken);
}
