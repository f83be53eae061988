using System.Net;
using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Passes a request on to the replica that makes the stream.</summary>
internal sealed partial class StreamForwarder(
    ReplicaClient client,
    TranscodeEntries entries,
    IReplicaRegistry registry,
    IOptions<TranscodeOptions> options,
    TimeProvider time,
    ILogger<StreamForwarder> logger)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    public bool IsForUs(ReplicaRequest request) => ForwardedHeader.IsFor(registry.Self, request.ForwardedTo);

    /// <summary>
    /// Returns null when the other one cannot be reached, is silent, dies before it answers, or cannot make it. Throws
    /// <see cref="TranscodeFailedException"/> when the player has ended the stream there meanwhile.
    /// </summary>
    /// <param name="other">The replica that makes the stream.</param>
    /// <param name="job">Key of the stream.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<HttpResponseMessage?> TryForwardAsync(
        ReplicaIdentity other, string job, ReplicaRequest request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.ForwardTimeout);
        try
        {
            var sending = client.GetAsync(other, request, limit.Token);
            await WatchAsync(other, job, sending, limit);
            var response = await sending;
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            LogRefused(other.Id, (int)response.StatusCode);
            response.Dispose();
            if (response.StatusCode == HttpStatusCode.Gone)
            {
                throw TranscodeFailedException.ByPlayer();
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            LogUnreachable(other.Id, exception.Message);
        }

        return null;
    }

    /// <summary>
    /// A replica that is stopped still accepts connections; only its heartbeat is missing. One that is slow but makes the stream is waited for:
    /// its work would begin anew elsewhere, and take as long.
    /// </summary>
    private async Task WatchAsync(ReplicaIdentity other, string job, Task sending, CancellationTokenSource limit)
    {
        var began = time.GetTimestamp();
        TimeSpan? worked = null;
        while (await Task.WhenAny(sending, Task.Delay(LookInterval, time, limit.Token)) != sending)
        {
            var replicas = await registry.ListAsync(limit.Token);
            if (!replicas.Any(replica => replica.Identity == other))
            {
                await limit.CancelAsync();
            }

            var before = worked;
            worked = await FindWorkedAsync(other, job, limit.Token);
            if (ProgressWatch.IsWork(worked - before) && time.GetElapsedTime(began) < options.Value.SegmentTimeout)
            {
                limit.CancelAfter(options.Value.ForwardTimeout);
            }
        }
    }

    /// <summary>What the other one last said of it; null when that is unknown or the stream is not its own any more.</summary>
    private async Task<TimeSpan?> FindWorkedAsync(ReplicaIdentity other, string job, CancellationToken cancellationToken)
    {
        try
        {
            return await entries.FindAsync(job, cancellationToken) is { } entry && entry.Owner.Is(other) ? entry.Owner.Worked : null;
        }
        catch (SharedStateUnavailableException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Replica {Replica} answered {Status} for a stream, it is made here")]
    private partial void LogRefused(string replica, int status);

    [LoggerMessage(LogLevel.Warning, "Replica {Replica} cannot be reached for a stream, it is made here: {Reason}")]
    private partial void LogUnreachable(string replica, string reason);
}
