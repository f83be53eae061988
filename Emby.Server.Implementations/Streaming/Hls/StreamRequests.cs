using System.Collections.Concurrent;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>
/// Requests for streams that are under way on this replica. What a player ends, by a stop or by another stream in its play session, ends those
/// that came before: balancers do not always tell that nobody waits for the answer any more, and such a request would begin the stream again.
/// </summary>
internal sealed class StreamRequests(IClusterClock clock)
{
    /// <summary>
    /// The replicas' ideas of the cluster's time differ by less. A request that came so shortly before a stop counts as one that came after it; a
    /// longer time would let those begin the stream again that a player sent just before it gave up.
    /// </summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(20);

    /// <summary>Local by nature; bounded by the connections.</summary>
    private readonly ConcurrentDictionary<StreamRequest, bool> _underWay = new();

    /// <summary>To be disposed when the request is answered.</summary>
    /// <param name="stream">Its key.</param>
    /// <param name="parameters">What was asked for.</param>
    /// <param name="userId">For whom; null = a program.</param>
    /// <param name="cancellationToken">The player has left.</param>
    public StreamRequest Begin(string stream, StreamParameters parameters, Guid? userId, CancellationToken cancellationToken)
    {
        var request = new StreamRequest(stream, parameters, userId, clock.UtcNow, ended => _underWay.TryRemove(ended, out _), cancellationToken);
        _underWay[request] = true;
        return request;
    }

    public Task EndAsync(TranscodesStopped stop)
        => EndAsync(request => request.Arrived < stop.At - Margin && stop.Ends(request.Parameters.PlaySessionId, request.Parameters.DeviceId, request.UserId));

    /// <summary>Of two requests that replace each other the younger one goes on: no margin, or both could end.</summary>
    public Task EndAsync(TranscodesReplaced replaced) => EndAsync(request => request.Arrived < replaced.At && replaced.Ends(request));

    private Task EndAsync(Func<StreamRequest, bool> which) => Task.WhenAll(_underWay.Keys.Where(which).Select(request => request.EndAsync()));
}
