namespace Emby.Server.Implementations.Streaming.Indexes;

/// <summary>
/// Parts of a film that show whether its index is right: a few seconds of it are read and must have the key frames that the index names, at the
/// same times, and no others. An index that leaves out key frames shows it where it has none for longest.
/// </summary>
internal static class IndexSamples
{
    private static readonly long Length = 3 * TimeSpan.TicksPerSecond;

    /// <summary>The beginning, the middle, the longest time without a key frame, and the end; ascending, and apart from each other.</summary>
    public static IReadOnlyList<IndexSample> Choose(IReadOnlyList<long> keyFrames)
    {
        var last = keyFrames.Count - 1;
        var longest = Enumerable.Range(0, last).DefaultIfEmpty().MaxBy(index => index < last ? keyFrames[index + 1] - keyFrames[index] : 0);
        var samples = new List<IndexSample>();
        foreach (var first in new SortedSet<int> { 0, last / 2, longest, Math.Max(last - 1, 0) })
        {
            var from = keyFrames[first];
            if (samples.Count == 0 || samples[^1].To <= from)
            {
                samples.Add(new IndexSample(first == 0 ? null : from, End(keyFrames, first)));
            }
        }

        return samples;
    }

    /// <param name="samples">That were read.</param>
    /// <param name="keyFrames">Of the index.</param>
    /// <param name="read">Key frames that were found; those outside of the samples do not count.</param>
    public static bool Confirm(IReadOnlyList<IndexSample> samples, IReadOnlyList<long> keyFrames, IReadOnlyList<long> read)
        => samples.All(sample => AreEqual(sample.Of(keyFrames), sample.Of(read)));

    private static bool AreEqual(List<long> named, List<long> found)
        => named.Count == found.Count && named.Zip(found).All(pair => Math.Abs(pair.First - pair.Second) <= IndexSample.Tolerance);

    private static long? End(IReadOnlyList<long> keyFrames, int first)
        => keyFrames.Skip(first + 1).SkipLast(1).Where(time => time - keyFrames[first] >= Length).Select(time => (long?)time).FirstOrDefault();
}
