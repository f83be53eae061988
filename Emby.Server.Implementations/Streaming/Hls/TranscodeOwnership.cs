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
    TranscodePlacement placement,
    PlacementTurn turn,
    IReplicaRegistry registry,
    IOptions<HighAvailabilityOptions> options,
    TimeProvider time,
    ILogger<TranscodeOwnership> logger)
{
    private ReplicaIdentity Self => registry.Self;

    /// <summary>
    /// The other replica that makes the stream or was told to, when it is alive, not leaving and not among the <paramref name="refused"/>.
    /// </summary>
    public async Task<ReplicaIdentity?> FindOtherAsync(string job, IReadOnlySet<ReplicaIdentity> refused, CancellationToken cancellationToken)
    {
        if (!options.Value.TranscodeTakeover)
        {
            return null;
        }

        try
        {
            var entry = await entries.FindAsync(job, cancellationToken);
            return entry is null || entry.Owner.Is(Self) ? null : FindStaying(entry, await registry.ListAsync(cancellationToken), refused);
        }
        catch (SharedStateUnavailableException)
        {
            return null;
        }
    }

    /// <summary>
    /// Gives a stream that nobody makes an owner. True when that is this replica; false when it is another one, or somebody else was quicker.
    /// Throws <see cref="TranscodeFailedException"/> when there are too many streams.
    /// </summary>
    /// <param name="job">The stream.</param>
    /// <param name="refused">Replicas that could not make it.</param>
    /// <param name="mustBeHere">Another replica has passed the request on to this one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> TakeAsync(StreamJob job, IReadOnlySet<ReplicaIdentity> refused, bool mustBeHere, CancellationToken cancellationToken)
    {
        if (!options.Value.TranscodeTakeover)
        {
            return true;
        }

        try
        {
            var entry = await entries.FindAsync(job.Key, cancellationToken);
            var replicas = await registry.ListAsync(cancellationToken);
            var stays = mustBeHere || !IsLeaving(replicas);
            if (entry?.Owner.Is(Self) == true && stays)
            {
                entries.Adopt(job.Key, entry);
                return true;
            }

            if (entry is not null && FindStaying(entry, replicas, refused) is not null)
            {
                return false;
            }

            // When the entry was lost, whoever makes the stream goes on.
            return mustBeHere || (stays && entry is null && entries.FindWritten(job.Key) is not null)
                ? await TryTakeAsync(job, entry, cancellationToken)
                : await turn.TakeAsync(() => PlaceAsync(job, refused, cancellationToken), cancellationToken);
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
    public async Task<bool> ConfirmAsync(IOwnedStream running, CancellationToken cancellationToken)
    {
        if (!options.Value.TranscodeTakeover)
        {
            return true;
        }

        try
        {
            return await RenewAsync(running, cancellationToken);
        }
        catch (SharedStateUnavailableException)
        {
            return true;
        }
        finally
        {
            if (running.HasEnded)
            {
                // It may have been released before this was written, and would count until it expires.
                await ReleaseAsync(running.Key);
            }
        }
    }

    /// <summary>This replica does not make it any more. Not to be cancelled: what is left behind counts until it expires.</summary>
    public async Task ReleaseAsync(string job)
    {
        try
        {
            await entries.ReleaseAsync(job, Self, CancellationToken.None);
        }
        catch (SharedStateUnavailableException)
        {
            // It expires.
        }
    }

    private async Task<bool> RenewAsync(IOwnedStream running, CancellationToken cancellationToken)
    {
        var expected = entries.FindWritten(running.Key);
        var mine = running.Describe(Self, expected?.Owner.Epoch ?? NextEpoch(null));
        if (await entries.TryRenewAsync(running.Key, expected, mine, cancellationToken))
        {
            return true;
        }

        var current = await entries.FindAsync(running.Key, cancellationToken);
        if (current is null)
        {
            // It was released just now, or expired while the shared state was away.
            return running.HasEnded || await entries.TryRenewAsync(running.Key, null, mine with { Epoch = NextEpoch(mine) }, cancellationToken);
        }

        if (!current.Owner.Is(Self))
        {
            return false;
        }

        // Two confirmations at once, or an answer that was lost.
        entries.Adopt(running.Key, current);
        return true;
    }

    private async Task<bool> PlaceAsync(StreamJob job, IReadOnlySet<ReplicaIdentity> refused, CancellationToken cancellationToken)
    {
        var replicas = await registry.ListAsync(cancellationToken);
        var entry = await entries.FindAsync(job.Key, cancellationToken);
        if (entry is not null && FindStaying(entry, replicas, refused) is not null)
        {
            return false;
        }

        if (entry is null or { Owner.IsNobody: true })
        {
            await placement.MakeRoomAsync(job, replicas, cancellationToken);
        }

        var chosen = await placement.ChooseAsync(job, replicas, refused, cancellationToken);
        if (chosen == Self)
        {
            return await TryTakeAsync(job, entry, cancellationToken);
        }

        await entries.TryAssignAsync(job.Key, entry, TranscodeOwner.Of(chosen, NextEpoch(entry?.Owner), job), cancellationToken);
        return false;
    }

    private Task<bool> TryTakeAsync(StreamJob job, TranscodeEntry? entry, CancellationToken cancellationToken)
        => entries.TryTakeAsync(job.Key, entry, TranscodeOwner.Of(Self, NextEpoch(entry?.Owner), job), cancellationToken);

    private ReplicaIdentity? FindStaying(TranscodeEntry entry, IReadOnlyList<ReplicaStatus> replicas, IReadOnlySet<ReplicaIdentity> refused)
        => replicas.FirstOrDefault(replica => replica.Identity != Self
            && entry.Owner.Is(replica.Identity)
            && !replica.IsDraining
            && !refused.Contains(replica.Identity))?.Identity;

    private bool IsLeaving(IEnumerable<ReplicaStatus> replicas) => replicas.Any(replica => replica.Identity == Self && replica.IsDraining);

    /// <summary>Also greater than those of entries that are gone, as far as the clocks agree.</summary>
    private long NextEpoch(TranscodeOwner? before) => Math.Max((before?.Epoch ?? 0) + 1, time.GetUtcNow().ToUnixTimeMilliseconds());

    [LoggerMessage(LogLevel.Debug, "The owner of stream {Job} is not known, it is made here")]
    private partial void LogAlone(string job);
}
