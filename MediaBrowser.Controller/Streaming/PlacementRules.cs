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
    /// <summary>Replicas that were measured with less between them count as equal: machines of one kind never measure the same.</summary>
    private const double Noise = 0.25;

    /// <summary>
    /// The ready replica that would be least full with the stream, by its share of slots of that kind. Replicas that cannot make such a stream
    /// come last. Of equals it is the one that was asked. Null: nobody is ready.
    /// </summary>
    public static ReplicaIdentity? Choose(IEnumerable<PlacementCandidate> candidates, ReplicaIdentity asked)
        => Level(candidates.Where(candidate => candidate.Replica is { IsReady: true, IsDraining: false }))
            .Select(candidate => (candidate.Of.Replica.Identity, Load: Load(candidate.Of, candidate.Slots)))
            .OrderBy(candidate => candidate.Load)
            .ThenByDescending(candidate => candidate.Identity == asked)
            .ThenBy(candidate => candidate.Identity.Id, StringComparer.Ordinal)
            .Select(candidate => candidate.Identity)
            .FirstOrDefault();

    /// <summary>
    /// Slots of the kind that the stream would take there. From the strongest replica downwards, those that are no more than <see cref="Noise"/>
    /// weaker count as much as the strongest of their kind, but for those that are capped, or not measured yet.
    /// </summary>
    private static IEnumerable<(PlacementCandidate Of, double Slots)> Level(IEnumerable<PlacementCandidate> candidates)
    {
        var level = double.PositiveInfinity;
        foreach (var (candidate, kinds) in candidates.Select(candidate => (candidate, Kinds(candidate))).OrderByDescending(each => Slots(each.Item2)))
        {
            var slots = Slots(kinds);
            level = slots < level * (1 - Noise) ? slots : level;
            yield return (candidate, kinds.All(kind => kind.Measured is not null) ? level : slots);
        }
    }

    private static double Slots(List<TranscodeSlots> kinds) => kinds.Sum(kind => kind.Measured ?? kind.Slots);

    private static List<TranscodeSlots> Kinds(PlacementCandidate candidate)
        => [.. (TranscodingReport.Of(candidate.Replica)?.Slots ?? [])
            .Where(kind => candidate.Wanted == StreamKind.Hardware || kind.Kind == HardwareAccelerationType.none)];

    /// <summary>
    /// With the new stream: 1 = full. Infinite without any slots. Nobody measures how many streams can be copied: each counts the same everywhere.
    /// </summary>
    private static double Load(PlacementCandidate candidate, double slots)
    {
        var (_, streams, wanted) = candidate;
        return wanted == StreamKind.Copy
            ? streams.Count(stream => stream == StreamKind.Copy) + 1
            : (streams.Count(stream => stream == StreamKind.Software || stream == wanted) + 1.0) / slots;
    }
}
