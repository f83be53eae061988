using System.Collections.Concurrent;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>How many streams there may be, and which of them this replica does not try again at once.</summary>
internal sealed class TranscodeLimits(SegmentQuota quota, IOptions<TranscodeOptions> options, TimeProvider time)
{
    /// <summary>A player that asks for the next segment or again gets the same answer without another ffmpeg.</summary>
    private static readonly TimeSpan FailureMemory = TimeSpan.FromSeconds(10);

    /// <summary>By job; old ones are dropped with the next failure.</summary>
    private readonly ConcurrentDictionary<string, (TranscodeFailedException Failure, long At)> _failures = new(StringComparer.Ordinal);

    public bool AreSet => options.Value is not { MaxJobs: 0, MaxPerUser: 0 };

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

    /// <summary>As <see cref="FindIdle"/>, for what this replica makes; throws also when there is no room on its disk.</summary>
    public TranscodeJob? FindIdleHere(StreamJob wanted, IEnumerable<TranscodeJob> running)
    {
        if (quota.IsUsedUp)
        {
            throw new TranscodeFailedException(TranscodeJob.DiskFull);
        }

        var jobs = running.ToDictionary(job => job.Key, StringComparer.Ordinal);
        return FindIdle(wanted, jobs.Values.Select(job => new StreamInUse(job.Key, job.UserId, job.IdleTime))) is { } idle ? jobs[idle] : null;
    }

    /// <summary>Null when there is room; else a stream that makes room. Throws <see cref="TranscodeFailedException"/> when all are in use.</summary>
    public string? FindIdle(StreamJob wanted, IEnumerable<StreamInUse> running)
    {
        var all = running.OrderByDescending(job => job.Idle).ToList();
        var own = all.FindAll(job => job.UserId == wanted.UserId);
        return Check(own, options.Value.MaxPerUser, "You have too many streams.") ?? Check(all, options.Value.MaxJobs, "The server makes too many streams.");
    }

    private string? Check(List<StreamInUse> jobs, int limit, string message)
    {
        if (limit == 0 || jobs.Count < limit)
        {
            return null;
        }

        return jobs[0].Idle > options.Value.MakesRoomAfter ? jobs[0].Job : throw new TranscodeFailedException(message);
    }
}

/// <param name="Job">Key of the stream.</param>
/// <param name="UserId">Whose; null = a program's.</param>
/// <param name="Idle">How long nobody has asked for it.</param>
internal sealed record StreamInUse(string Job, Guid? UserId, TimeSpan Idle);
