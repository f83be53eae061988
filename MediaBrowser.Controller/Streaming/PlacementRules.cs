using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;

namespace MediaBrowser.Controller.Streaming;

/// <summary>A replica that could make a stream.</summary>
/// <param name="Replica">What it last said, its measured capacity among it.</param>
/// <param name="Streams">That it makes or was told to make.</param>
/// <param name="Wanted">What the new stream would take of it.</param>
public sealed record PlacementCandidate(ReplicaStatus Replica, IReadOnlyList<StreamKind> Streams, StreamKind Wanted);

/// <summary>Where a new stream goes.</summary>
public static class PlacementRules
{
    /// <summary>
    /// The ready replica that would be least full with the stream, by its share of slots of that kind. Replicas that cannot make such a stream
    /// come last. Of equals it is the one that was asked. Null: nobody is ready.
    /// </summary>
    public static ReplicaIdentity? Choose(IEnumerable<PlacementCandidate> candidates, ReplicaIdentity asked)
        => candidates
            .Where(candidate => candidate.Replica is { IsReady: true, IsDraining: false })
            .Select(candidate => (candidate.Replica.Identity, Load: Load(candidate)))
            .OrderBy(candidate => candidate.Load)
            .ThenByDescending(candidate => candidate.Identity == asked)
            .ThenBy(candidate => candidate.Identity.Id, StringComparer.Ordinal)
            .Select(candidate => candidate.Identity)
            .FirstOrDefault();

    /// <summary>
    /// With the new stream: 1 = full. Infinite without any slots. Nobody measures how many streams can be copied: each counts the same everywhere.
    /// </summary>
    private static double Load(PlacementCandidate candidate)
    {
        var (replica, streams, wanted) = candidate;
        if (wanted == StreamKind.Copy)
        {
            return streams.Count(stream => stream == StreamKind.Copy) + 1;
        }

        var kinds = TranscodingReport.Of(replica)?.Slots ?? [];
        var slots = kinds.Where(kind => wanted == StreamKind.Hardware || kind.Kind == HardwareAccelerationType.none).Sum(kind => kind.Slots);
        return (streams.Count(stream => stream == StreamKind.Software || stream == wanted) + 1.0) / slots;
    }
}
