using System.Collections.Concurrent;
using System.ComponentModel;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Logging;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>The streams that this replica makes.</summary>
internal sealed partial class TranscodeJobs(
    TranscodeJobFactory factory, TranscodeOwnership ownership, TranscodeFolders folders, TranscodeLimits limits, ILogger<TranscodeJobs> logger)
{
    /// <summary>Processes are local by nature; bounded by the idle timeout and the limits.</summary>
    private readonly ConcurrentDictionary<string, TranscodeJob> _jobs = new(StringComparer.Ordinal);

    public IEnumerable<TranscodeJob> Local => _jobs.Values;

    public TranscodeJob? Find(string key) => _jobs.GetValueOrDefault(key);

    /// <summary>
    /// The files of a segment. Starts the job when this replica does not have it yet.
    /// Null when the job was ended or taken over meanwhile. Throws <see cref="TranscodeFailedException"/>.
    /// </summary>
    public async Task<SegmentFiles?> TryGetAsync(StreamJob wanted, int segment, CancellationToken cancellationToken)
    {
        limits.ThrowIfFailing(wanted.Key);
        if (Find(wanted.Key) is null && limits.FindIdleHere(wanted, Local) is { } idle)
        {
            await StopAsync(idle, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var job = _jobs.GetOrAdd(wanted.Key, _ => factory.Create(wanted));
        var files = await GetAsync(job, segment, cancellationToken) is { } paths ? SegmentFiles.Open(paths) : null;
        if (files is null || await ownership.ConfirmAsync(job, cancellationToken))
        {
            return files;
        }

        LogLost(job.Key);
        await files.DisposeAsync();
        await StopAsync(job, cancellationToken);
        return null;
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

    private async Task<IReadOnlyList<string>?> GetAsync(TranscodeJob job, int segment, CancellationToken cancellationToken)
    {
        try
        {
            return await job.GetAsync(segment, cancellationToken);
        }
        catch (Exception exception) when (exception is TranscodeFailedException or Win32Exception or IOException)
        {
            var failure = exception as TranscodeFailedException ?? TranscodeFailedException.NotStarted(exception.Message, exception);
            LogFailed(job.Key, job.Plan.Source.Id, job.Plan.WithoutPaths(failure.Details ?? failure.Message));
            limits.Remember(job.Key, failure);
            await StopAsync(job, cancellationToken);
            throw failure;
        }
    }

    [LoggerMessage(LogLevel.Information, "Stream {Job} ended")]
    private partial void LogStopped(string job);

    [LoggerMessage(LogLevel.Warning, "Stream {Job} is made by another replica now")]
    private partial void LogLost(string job);

    [LoggerMessage(LogLevel.Error, "Stream {Job} of {ItemId} failed: {Reason}")]
    private partial void LogFailed(string job, Guid itemId, string reason);
}

/// <param name="Key">The same for the same stream on every replica.</param>
/// <param name="Plan">What to make.</param>
/// <param name="Parameters">What was asked for.</param>
/// <param name="UserId">For whom; null = a program.</param>
internal sealed record StreamJob(string Key, StreamPlan Plan, StreamParameters Parameters, Guid? UserId);
