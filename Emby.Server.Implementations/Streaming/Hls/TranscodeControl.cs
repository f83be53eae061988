using MediaBrowser.Controller.Cluster;
using MediaBrowser.Controller.Streaming;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Tells all replicas what players do: whoever makes the stream acts on it.</summary>
internal sealed class TranscodeControl(TranscodeJobs jobs, TranscodeOwnership ownership, IMessageBus bus) : ITranscodeJobs
{
    public async Task StopAsync(string playSessionId, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(playSessionId))
        {
            await bus.PublishAsync(new TranscodesStopped(playSessionId, null), cancellationToken);
        }
    }

    public async Task StopDeviceAsync(string deviceId, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(deviceId))
        {
            await bus.PublishAsync(new TranscodesStopped(null, deviceId), cancellationToken);
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
            return await ownership.ListAsync(cancellationToken);
        }
        catch (SharedStateUnavailableException)
        {
            return jobs.Local.Where(job => job.PlaySessionId.Length > 0)
                .GroupBy(job => job.PlaySessionId, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First().Info, StringComparer.Ordinal);
        }
    }
}
