using System.Collections.Concurrent;
using MediaBrowser.Controller.Cluster;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>
/// Remembers for a while what players stopped. Requests that were under way then must not begin the stream again: balancers do not always tell
/// that nobody waits for the answer any more.
/// </summary>
internal sealed class TranscodeStops(IClusterClock clock)
{
    /// <summary>No request is under way for longer.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(3);

    /// <summary>Clocks of replicas differ by less. A request that came so shortly before the stop counts as one that came after it.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<TranscodesStopped> _stops = new();

    public void Add(TranscodesStopped stop)
    {
        while (_stops.TryPeek(out var oldest) && oldest.At < clock.UtcNow - Kept)
        {
            _stops.TryDequeue(out _);
        }

        _stops.Enqueue(stop);
    }

    /// <param name="request">For a segment.</param>
    /// <param name="arrived">When it came, by the cluster's clock.</param>
    public bool Cover(SegmentRequest request, DateTimeOffset arrived) => _stops.Any(stop =>
        arrived < stop.At - Margin && stop.Ends(request.Parameters.PlaySessionId, request.Parameters.DeviceId, request.User?.Id));
}
