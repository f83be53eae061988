using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Hardware;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>
/// Decides which replica makes a stream that nobody makes. What replicas have to do is counted from the shared entries of streams, which
/// are there from the decision on; heartbeats tell what they can do.
/// </summary>
internal sealed class TranscodePlacement(
    TranscodeEntries entries,
    TranscodeLimits limits,
    IReplicaRegistry registry,
    IOptions<HighAvailabilityOptions> options)
{
    /// <summary>Where a stream should be made.</summary>
    /// <param name="job">The stream.</param>
    /// <param name="replicas">That are alive.</param>
    /// <param name="refused">That could not make it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ReplicaIdentity> ChooseAsync(
        StreamJob job, IReadOnlyList<ReplicaStatus> replicas, IReadOnlySet<ReplicaIdentity> refused, CancellationToken cancellationToken)
    {
        var isLeaving = replicas.Any(replica => replica.Identity == registry.Self && replica.IsDraining);
        if (!options.Value.LoadAwarePlacement && !isLeaving)
        {
            return registry.Self;
        }

        var others = Others(job, await entries.ListAsync(cancellationToken));
        var candidates = replicas
            .Where(replica => !refused.Contains(replica.Identity))
            .Select(replica => new PlacementCandidate(
                replica,
                others.Where(entry => entry.Owner.Is(replica.Identity)).Select(entry => entry.Kind).ToList(),
                StreamKinds.Wanted(job.Plan, TranscodingReport.Of(replica))));
        return PlacementRules.Choose(candidates, registry.Self) ?? registry.Self;
    }

    /// <summary>
    /// Takes a stream that nobody has asked for in a while from its owner, which then ends it, when a limit of the cluster is reached. Throws
    /// <see cref="TranscodeFailedException"/> when all are in use.
    /// </summary>
    public async Task MakeRoomAsync(StreamJob job, IReadOnlyList<ReplicaStatus> replicas, CancellationToken cancellationToken)
    {
        for (var tries = 0; limits.AreSet && tries < TranscodeEntries.Tries; tries++)
        {
            var all = await entries.ListAsync(cancellationToken);
            var running = Others(job, all).Where(entry => replicas.Any(replica => entry.Owner.Is(replica.Identity)));
            var idle = limits.FindIdle(job, running.Select(entry => entry.InUse));
            if (idle is null || await entries.TryEndAsync(all[idle], cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>Without those that end as soon as this one begins.</summary>
    private static List<TranscodeEntry> Others(StreamJob job, IReadOnlyDictionary<string, TranscodeEntry> all)
        => [.. all.Values.Where(entry => entry.Job != job.Key && !TranscodesReplaced.By(job).Ends(entry))];
}
