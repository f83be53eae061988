using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>The lease that the leader holds.</summary>
internal sealed class LeaderLease(
    ILeaseStore leases, IFencingTokens tokens, ReplicaIdentity self, IOptions<ClusterOptions> options, TimeProvider time)
{
    public const string Name = "task-leader";

    private readonly string _owner = $"{self.Id}/{self.Incarnation}";

    /// <summary>Returns null when another replica has it. Throws when it cannot be decided.</summary>
    public async Task<Reign?> TryTakeAsync(CancellationToken cancellationToken)
    {
        if (await leases.TryAcquireAsync(Name, _owner, options.Value.LeaseDuration, cancellationToken) is not { } lease)
        {
            return null;
        }

        Reign? reign = null;
        try
        {
            reign = new Reign(lease, await tokens.NextAsync(Name, _owner, cancellationToken), options.Value.LeaseDuration, time);
            return reign.Token.IsCancellationRequested ? null : reign;
        }
        finally
        {
            // Without the database nobody can run tasks; perhaps another replica still reaches it.
            if (reign is null or { Token.IsCancellationRequested: true })
            {
                reign?.Dispose();
                await TryReleaseAsync(lease, CancellationToken.None);
            }
        }
    }

    public Task<Lease?> TryRenewAsync(Lease lease, CancellationToken cancellationToken)
        => leases.TryRenewAsync(lease, options.Value.LeaseDuration, cancellationToken);

    /// <summary>A lease that cannot be released expires by itself.</summary>
    public async Task TryReleaseAsync(Lease lease, CancellationToken cancellationToken)
    {
        try
        {
            await leases.ReleaseAsync(lease, cancellationToken);
        }
        catch (SharedStateUnavailableException)
        {
            // Said above.
        }
    }

    public async Task<string?> FindOwnerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await leases.CurrentAsync(Name, cancellationToken))?.Owner;
        }
        catch (SharedStateUnavailableException)
        {
            return null;
        }
    }
}
