using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Options;

namespace Jellyfin.Server.Implementations.Cluster;

/// <summary>
/// By way of Redis while it can be used, else as <see cref="HighAvailabilityOptions.WhenRedisUnavailable"/> says. Both roads end at the same
/// row, so a lease that was got on one can be renewed on the other, and nobody else gets it meanwhile.
/// </summary>
internal sealed class ResilientTaskLeaderElection(
    ILeaderGate gate,
    RedisTaskLeaderElection redis,
    PostgresTaskLeaderElection postgres,
    IOptions<HighAvailabilityOptions> options,
    LeaderMetrics metrics,
    TimeProvider time) : ITaskLeaderElection
{
    /// <summary>An entry that expires at once: proves that Redis takes writes.</summary>
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(1);

    private long _answeredAt = time.GetTimestamp();
    private long _lookedAt = time.GetTimestamp();

    private WhenRedisUnavailable Policy => options.Value.WhenRedisUnavailable;

    public async Task<Lease?> TryAcquireAsync(string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        Lease? lease = null;
        var answer = await AskAsync(async () => (lease = await redis.TryAcquireAsync(owner, duration, cancellationToken)) is not null);
        if (lease is not null)
        {
            return lease;
        }

        var isOverdue = time.GetElapsedTime(_lookedAt) >= duration;
        var request = LeaderRules.Ask(answer, Policy, isOverdue);
        if (request == LeaseRequest.None)
        {
            return null;
        }

        _lookedAt = time.GetTimestamp();
        return request == LeaseRequest.Shared
            ? await postgres.TryShareAsync(duration, cancellationToken)
            : await postgres.TryAcquireAsync(owner, duration, cancellationToken);
    }

    public async Task<Lease?> TryRenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken)
    {
        Lease? renewed = null;
        var answer = await AskAsync(async () => lease.IsShared
            ? await gate.TryEnterAsync(lease.Owner, Blink, cancellationToken)
            : (renewed = await redis.TryRenewAsync(lease, duration, cancellationToken)) is not null);
        if (answer != GateAnswer.Away && !lease.IsShared)
        {
            return renewed;
        }

        var answeredLately = time.GetElapsedTime(_answeredAt) < duration;
        return LeaderRules.MayRenew(lease.IsShared, answer, Policy, answeredLately)
            ? await postgres.TryRenewAsync(lease, duration, cancellationToken)
            : null;
    }

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) => redis.ReleaseAsync(lease, cancellationToken);

    public Task<Lease?> CurrentAsync(CancellationToken cancellationToken) => postgres.CurrentAsync(cancellationToken);

    private async Task<GateAnswer> AskAsync(Func<Task<bool>> ask)
    {
        try
        {
            var isOpen = await ask();
            _answeredAt = time.GetTimestamp();
            metrics.IsFallbackInUse = false;
            return isOpen ? GateAnswer.Open : GateAnswer.Shut;
        }
        catch (SharedStateUnavailableException)
        {
            metrics.IsFallbackInUse = true;
            return GateAnswer.Away;
        }
    }
}
