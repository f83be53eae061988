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
            await StopAsync(idle);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var job = _jobs.GetOrAdd(wanted.Key, _ => factory.Create(wanted));
        var files = await GetAsync(job, segment, cancellationToken) is { } paths ? SegmentFiles.Open(paths) : null;
        if (files is null || await ConfirmAsync(job, files, cancellationToken))
        {
            return files;
        }

        LogLost(job.Key);
        await StopAsync(job);
        return null;
    }

    /// <summary>When nothing of it lies here any more it has no owner either, as far as the shared state can be reached.</summary>
    public async Task StopAsync(TranscodeJob job)
    {
        if (_jobs.TryRemove(new KeyValuePair<string, TranscodeJob>(job.Key, job)))
        {
            job.Dispose();
            await ownership.ReleaseAsync(job.Key);
            folders.Remove(job.Folder);
            LogStopped(job.Key);
        }
    }

    /// <summary>The files are closed when they may not be sent.</summary>
    private async Task<bool> ConfirmAsync(TranscodeJob job, SegmentFiles files, CancellationToken cancellationToken)
    {
        var isMine = false;
        try
        {
            return isMine = await ownership.ConfirmAsync(job, cancellationToken);
        }
        finally
        {
            if (!isMine)
            {
                await files.DisposeAsync();
            }
        }
    }

    private async Task<IReadOnlyList<string>?> GetAsync(TranscodeJob job, int segment, CancellationToken cancellationToken)
    {
        IReadOnlyList<string>? paths = null;
        try
        {
            return paths = await job.GetAsync(segment, cancellationToken);
        }
        catch (Exception exception) when (exception is TranscodeFailedException or Win32Exception or IOException)
        {
            var failure = exception as TranscodeFailedException ?? TranscodeFailedException.NotStarted(exception.Message, exception);
            LogFailed(job.Key, job.Plan.Source.Id, job.Plan.WithoutPaths(failure.Details ?? failure.Message));
            limits.Remember(job.Key, failure);
            await StopAsync(job);
            throw failure;
        }
        finally
        {
            if (paths is null && job.HasEnded)
            {
                // An ffmpeg that was being started meanwhile has made its folder anew.
                folders.Remove(job.Folder);
            }
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
