using System.Collections.Concurrent;
using System.ComponentModel;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>The streams that this replica makes.</summary>
internal sealed partial class TranscodeJobs(
    TranscodeJobFactory factory, TranscodeOwnership ownership, TranscodeFolders folders, ILogger<TranscodeJobs> logger)
{
    /// <summary>Processes are local by nature; bounded by the idle timeout.</summary>
    private readonly ConcurrentDictionary<string, TranscodeJob> _jobs = new(StringComparer.Ordinal);

    public IEnumerable<TranscodeJob> Local => _jobs.Values;

    public TranscodeJob? Find(string key) => _jobs.GetValueOrDefault(key);

    /// <summary>See <see cref="TranscodeJob.GetAsync"/>; starts the job when this replica does not have it yet.</summary>
    public async Task<IReadOnlyList<string>?> GetAsync(StreamJob wanted, int segment, CancellationToken cancellationToken)
    {
        var job = _jobs.GetOrAdd(wanted.Key, _ => factory.Create(wanted));
        try
        {
            return await job.GetAsync(segment, cancellationToken);
        }
        catch (Win32Exception exception)
        {
            LogMissing(exception.Message);
            await StopAsync(job, cancellationToken);
            throw new TranscodeFailedException("ffmpeg cannot be started.", inner: exception);
        }
        catch (TranscodeFailedException exception)
        {
            LogFailed(job.Key, job.Plan.Source.Id, (exception.Details ?? exception.Message).Replace(job.Plan.Source.Path, "SOURCE", StringComparison.Ordinal));
            await StopAsync(job, cancellationToken);
            throw;
        }
    }

    public async Task StopAsync(TranscodeJob job, CancellationToken cancellationToken)
    {
        if (_jobs.TryRemove(new KeyValuePair<string, TranscodeJob>(job.Key, job)))
        {
            job.Dispose();
            folders.Remove(job.Folder);
            await ownership.ReleaseAsync(job.Key, cancellationToken);
            LogStopped(job.Key);
        }
    }

    [LoggerMessage(LogLevel.Information, "Stream {Job} ended")]
    private partial void LogStopped(string job);

    [LoggerMessage(LogLevel.Error, "Stream {Job} of {ItemId} failed: {Reason}")]
    private partial void LogFailed(string job, Guid itemId, string reason);

    [LoggerMessage(LogLevel.Error, "ffmpeg cannot be started: {Reason}")]
    private partial void LogMissing(string reason);
}

/// <param name="Key">The same for the same stream on every replica.</param>
/// <param name="Plan">What to make.</param>
/// <param name="Parameters">What was asked for.</param>
internal sealed record StreamJob(string Key, StreamPlan Plan, StreamParameters Parameters);
