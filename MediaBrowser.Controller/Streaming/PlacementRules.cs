using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Configuration;
using MediaBrowser.Controller.Hardware;

namespace MediaBrowser.Controller.Streaming;

/// <summary>A replica that could make a stream.</summary>
/// <param name="Replica">What it last said, its measured capacity among it.</param>
/// <param name="Streams">That it makes or was told to make.</param>
public sealed record PlacementCandidate(ReplicaStatus Replica, IReadOnlyList<StreamKind> Streams);

/// <summary>Where a new stream goes.</summary>
public static class PlacementRules
{
    /// <summary>
    /// The ready replica with the most free capacity for that kind of stream. When all are full, the one that is overloaded least; replicas
    /// that cannot make such a stream come last. Of equals it is the one that was asked. Null: nobody is ready.
    /// </summary>
    public static ReplicaIdentity? Choose(IEnumerable<PlacementCandidate> candidates, StreamKind wanted, ReplicaIdentity asked)
        => candidates
            .Where(candidate => candidate.Replica is { IsReady: true, IsDraining: false })
            .Select(candidate => (candidate.Replica.Identity, Room: Room.Of(candidate, wanted)))
            .OrderByDescending(candidate => candidate.Room.IsAble)
            .ThenByDescending(candidate => candidate.Room.Free)
            .ThenByDescending(candidate => candidate.Identity == asked)
            .ThenBy(candidate => candidate.Identity.Id, StringComparer.Ordinal)
            .Select(candidate => candidate.Identity)
            .FirstOrDefault();

    /// <param name="IsAble">Whether it has any capacity for the kind.</param>
    /// <param name="Free">Streams; negative when it has more than it can make.</param>
    private readonly record struct Room(bool IsAble, int Free)
    {
        /// <summary>Nobody measures how many streams can be copied: each counts the same everywhere.</summary>
        public static Room Of(PlacementCandidate candidate, StreamKind wanted)
        {
            var kinds = TranscodingReport.Of(candidate.Replica)?.Slots ?? [];
            var usable = wanted == StreamKind.Software ? kinds.Where(kind => kind.Kind == HardwareAccelerationType.none) : kinds;
            var slots = usable.Sum(kind => kind.Slots);
            return wanted == StreamKind.Copy
                ? new Room(true, -candidate.Streams.Count(stream => stream == StreamKind.Copy))
                : new Room(slots > 0, slots - candidate.Streams.Count(stream => stream == StreamKind.Software || (stream == wanted)));
        }
    }
}
