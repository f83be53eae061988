using System.Collections.Concurrent;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>How many streams this replica makes, and which of them it does not try again at once.</summary>
internal sealed class TranscodeLimits(IOptions<TranscodeOptions> options, TimeProvider time)
{
    /// <summary>A player that asks for the next segment or again gets the same answer without another ffmpeg.</summary>
    private static readonly TimeSpan FailureMemory = TimeSpan.FromSeconds(10);

    /// <summary>A stream that nobody has asked for so long makes room for another one.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    /// <summary>By job; old ones are dropped with the next failure.</summary>
    private readonly ConcurrentDictionary<string, (TranscodeFailedException Failure, long At)> _failures = new(StringComparer.Ordinal);

    /// <summary>Throws <see cref="TranscodeFailedException"/>.</summary>
    public void ThrowIfFailing(string job)
    {
        if (_failures.TryGetValue(job, out var entry) && time.GetElapsedTime(entry.At) < FailureMemory)
        {
            throw new TranscodeFailedException(entry.Failure.Message, inner: entry.Failure);
        }
    }

    public void Remember(string job, TranscodeFailedException failure)
    {
        foreach (var (old, entry) in _failures)
        {
            if (time.GetElapsedTime(entry.At) >= FailureMemory)
            {
                _failures.TryRemove(old, out _);
            }
        }

        _failures[job] = (failure, time.GetTimestamp());
    }

    /// <summary>Null when there is room; else a stream that makes room. Throws <see cref="TranscodeFailedException"/> when all are in use.</summary>
    public TranscodeJob? FindIdle(StreamJob wanted, IEnumerable<TranscodeJob> running)
    {
        var all = running.OrderByDescending(job => job.IdleTime).ToList();
        var own = all.FindAll(job => job.UserId == wanted.UserId);
        return Check(own, options.Value.MaxPerUser, "You have too many streams.") ?? Check(all, options.Value.MaxJobs, "The server makes too many streams.");
    }

    private static TranscodeJob? Check(List<TranscodeJob> jobs, int limit, string message)
    {
        if (limit == 0 || jobs.Count < limit)
        {
            return null;
        }

        return jobs[0].IdleTime > Idle ? jobs[0] : throw new TranscodeFailedException(message);
    }
}
