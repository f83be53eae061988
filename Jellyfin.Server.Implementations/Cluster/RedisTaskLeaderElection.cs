using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>
/// Redis says who may ask, PostgreSQL decides and gives the token. So a Redis that was flushed, replaced or forgot who leads never makes a
/// second leader, and it costs the first one nothing: it takes the gate again when it next renews.
/// </summary>
internal sealed class RedisTaskLeaderElection(ILeaderGate gate, PostgresTaskLeaderElection postgres) : ITaskLeaderElection
{
    public async Task<Lease?> TryAcquireAsync(string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        if (!await gate.TryEnterAsync(owner, duration, cancellationToken))
        {
            return null;
        }

        Lease? lease = null;
        try
        {
            lease = await postgres.TryAcquireAsync(owner, duration, cancellationToken);
            return lease is null ? null : lease with { Road = LeaseRoad.Redis };
        }
        finally
        {
            // Perhaps another replica still reaches the database.
            if (lease is null)
            {
                await LeaveAsync(owner);
            }
        }
    }

    public async Task<Lease?> TryRenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken)
    {
        // Only after PostgreSQL has said yes: a replica that is cut off from it must not keep the others at the gate for longer than its lease.
        if (await postgres.TryRenewAsync(lease, duration, cancellationToken) is not { } renewed)
        {
            await LeaveAsync(lease.Owner);
            return null;
        }

        // The answer does not matter: a gate that another replica got hold of does not take the lease away.
        await gate.TryEnterAsync(lease.Owner, duration, cancellationToken);
        return renewed with { Road = LeaseRoad.Redis };
    }

    public async Task ReleaseAsync(Lease lease, CancellationToken cancellationToken)
    {
        try
        {
            await postgres.ReleaseAsync(lease, cancellationToken);
        }
        finally
        {
            await LeaveAsync(lease.Owner);
        }
    }

    public Task<Lease?> CurrentAsync(CancellationToken cancellationToken) => postgres.CurrentAsync(cancellationToken);

    /// <summary>What cannot be freed expires by itself.</summary>
    private async Task LeaveAsync(string owner)
    {
        try
        {
            await gate.LeaveAsync(owner, CancellationToken.None);
        }
        catch (SharedStateUnavailableException)
        {
            // Said above.
        }
    }
}
