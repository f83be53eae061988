using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>
/// Tells all replicas what players do: whoever makes the stream acts on it. A message can be lost where the network or a machine has trouble; what ends
/// streams therefore also takes them from their owners, who notice within a second.
/// </summary>
internal sealed class TranscodeControl(
    TranscodeJobs jobs, StreamRequests requests, TranscodeEntries entries, IMessageBus bus, IClusterClock clock) : ITranscodeJobs
{
    /// <summary>Ends what the same player had in the same play session, so that there is room when this returns.</summary>
    /// <param name="wanted">The new stream.</param>
    /// <param name="asked">When it was asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ReplaceAsync(StreamJob wanted, DateTimeOffset asked, CancellationToken cancellationToken)
    {
        if (wanted.Parameters.PlaySessionId.Length > 0)
        {
            var replaced = TranscodesReplaced.By(wanted) with { At = asked };
            await requests.EndAsync(replaced);
            foreach (var job in jobs.Local.Where(replaced.Ends))
            {
                await jobs.StopAsync(job);
            }

            await bus.PublishAsync(replaced, cancellationToken);
            await EndAsync(replaced.Ends, cancellationToken);
        }
    }

    public async Task StopAsync(string playSessionId, Guid? userId, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(playSessionId))
        {
            await StopAsync(new TranscodesStopped(playSessionId, null, userId, clock.UtcNow), cancellationToken);
        }
    }

    public async Task StopDeviceAsync(string deviceId, Guid? userId, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(deviceId))
        {
            await StopAsync(new TranscodesStopped(null, deviceId, userId, clock.UtcNow), cancellationToken);
        }
    }

    public async Task PingAsync(string playSessionId, bool isPaused, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(playSessionId))
        {
            await bus.PublishAsync(new TranscodesPinged(playSessionId), cancellationToken);
        }
    }

    public async Task<IReadOnlyDictionary<string, TranscodingInfo>> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await entries.ListInfoAsync(cancellationToken);
        }
        catch (SharedStateUnavailableException)
        {
            return jobs.Local.Where(job => job.PlaySessionId.Length > 0)
                .GroupBy(job => job.PlaySessionId, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First().Info, StringComparer.Ordinal);
        }
    }

    private async Task StopAsync(TranscodesStopped stop, CancellationToken cancellationToken)
    {
        await bus.PublishAsync(stop, cancellationToken);
        await EndAsync(stop.Ends, cancellationToken);
    }

    private async Task EndAsync(Func<TranscodeEntry, bool> which, CancellationToken cancellationToken)
    {
        try
        {
            await entries.EndAsync(which, cancellationToken);
        }
        catch (SharedStateUnavailableException)
        {
            // Each replica makes what it is asked for then, and has heard of this one by itself.
        }
    }
}
