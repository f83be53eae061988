using MediaBrowser.Controller.Cluster;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>
/// Sees to it that one replica makes a stream. Without shared state, and where replicas do not continue each other's streams, each makes
/// what it is asked for.
/// </summary>
internal sealed partial class TranscodeOwnership(
    TranscodeEntries entries,
    IReplicaRegistry registry,
    IOptions<HighAvailabilityOptions> options,
    TimeProvider time,
    ILogger<TranscodeOwnership> logger)
{
    private ReplicaIdentity Self => registry.Self;

    /// <summary>
    /// The other replica that makes the stream, when it is alive, not leaving and not <paramref name="refused"/>. A replica that is leaving
    /// names one that stays.
    /// </summary>
    public async Task<ReplicaIdentity?> FindOtherAsync(string job, ReplicaIdentity? refused, CancellationToken cancellationToken)
    {
        if (!options.Value.TranscodeTakeover)
        {
            return null;
        }

        try
        {
            var replicas = await registry.ListAsync(cancellationToken);
            var entry = await entries.FindAsync(job, cancellationToken);
            var others = replicas.Where(replica => replica.Identity != Self && replica.Identity != refused && !replica.IsDraining).ToList();
            return others.Find(replica => entry?.Owner.Is(replica.Identity) == true)?.Identity
                ?? (IsLeaving(replicas) ? others.Find(replica => replica.IsReady)?.Identity : null);
        }
        catch (SharedStateUnavailableException)
        {
            return null;
        }
    }

    /// <summary>
    /// Makes this replica the owner. False when another one is that is alive, not leaving and not <paramref name="refused"/>.
    /// </summary>
    public async Task<bool> TakeAsync(StreamJob job, ReplicaIdentity? refused, CancellationToken cancellationToken)
    {
        if (!options.Value.TranscodeTakeover)
        {
            return true;
        }

        try
        {
            var entry = await entries.FindAsync(job.Key, cancellationToken);
            if (entry?.Owner.Is(Self) == true)
            {
                entries.Adopt(job.Key, entry);
                return true;
            }

            if (entry is not null && (refused is null || !entry.Owner.Is(refused)) && await IsStayingAsync(entry.Owner, cancellationToken))
            {
                return false;
            }

            return await entries.TryWriteAsync(job.Key, entry, TranscodeOwner.Of(Self, NextEpoch(entry?.Owner), job), cancellationToken);
        }
        catch (SharedStateUnavailableException)
        {
            LogAlone(job.Key);
            return true;
        }
    }

    /// <summary>
    /// Says that this replica still makes a stream, and how far it is. False when another one has taken it over: nothing of it may then be
    /// sent any more. True also when nobody can be asked.
    /// </summary>
    public async Task<bool> ConfirmAsync(TranscodeJob running, CancellationToken cancellationToken)
    {
        if (!options.Value.TranscodeTakeover)
        {
            return true;
        }

        try
        {
            var expected = entries.FindWritten(running.Key);
            var mine = running.Describe(Self, expected?.Owner.Epoch ?? NextEpoch(null));
            if (await entries.TryWriteAsync(running.Key, expected, mine, cancellationToken))
            {
                return true;
            }

            var current = await entries.FindAsync(running.Key, cancellationToken);
            if (current is null)
            {
                // It expired while the shared state was away.
                return await entries.TryWriteAsync(running.Key, null, mine with { Epoch = NextEpoch(mine) }, cancellationToken);
            }

            if (!current.Owner.Is(Self))
            {
                return false;
            }

            // Two confirmations at once, or an answer that was lost.
            entries.Adopt(running.Key, current);
            return true;
        }
        catch (SharedStateUnavailableException)
        {
            return true;
        }
    }

    public async Task ReleaseAsync(string job, CancellationToken cancellationToken)
    {
        try
        {
            await entries.ReleaseAsync(job, cancellationToken);
        }
        catch (SharedStateUnavailableException)
        {
            // It expires.
        }
    }

    private async Task<bool> IsStayingAsync(TranscodeOwner owner, CancellationToken cancellationToken)
        => (await registry.ListAsync(cancellationToken)).Any(replica => owner.Is(replica.Identity) && !replica.IsDraining);

    private bool IsLeaving(IEnumerable<ReplicaStatus> replicas) => replicas.Any(replica => replica.Identity == Self && replica.IsDraining);

    /// <summary>Also greater than those of entries that are gone, as far as the clocks agree.</summary>
    private long NextEpoch(TranscodeOwner? before) => Math.Max((before?.Epoch ?? 0) + 1, time.GetUtcNow().ToUnixTimeMilliseconds());

    [LoggerMessage(LogLevel.Debug, "The owner of stream {Job} is not known, it is made here")]
    private partial void LogAlone(string job);
}
