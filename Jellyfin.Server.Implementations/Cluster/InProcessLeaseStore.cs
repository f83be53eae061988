using MediaBrowser.Controller.Cluster;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>The leases of a server that is alone.</summary>
internal sealed class InProcessLeaseStore(TimeProvider time) : ILeaseStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Lease> _leases = [];
    private long _lastToken;

    public Task<Lease?> TryAcquireAsync(string name, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Find(name) is { } current && current.Owner != owner)
            {
                return Task.FromResult<Lease?>(null);
            }

            return Task.FromResult<Lease?>(_leases[name] = new Lease(name, owner, ++_lastToken, time.GetUtcNow() + duration));
        }
    }

    public Task<Lease?> TryRenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(IsCurrent(lease) ? _leases[lease.Name] = lease with { ExpiresAt = time.GetUtcNow() + duration } : null);
        }
    }

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (IsCurrent(lease))
            {
                _leases.Remove(lease.Name);
            }
        }

        return Task.CompletedTask;
    }

    public Task<Lease?> CurrentAsync(string name, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(Find(name));
        }
    }

    private bool IsCurrent(Lease lease) => Find(lease.Name) is { } current && current.Owner == lease.Owner && current.FencingToken == lease.FencingToken;

    private Lease? Find(string name) => _leases.TryGetValue(name, out var lease) && lease.ExpiresAt > time.GetUtcNow() ? lease : null;
}
