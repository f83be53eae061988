using Emby.Server.Implementations.Streaming.Ffmpeg;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>Notices an ffmpeg that is waited for and does nothing: it neither finishes a file nor computes.</summary>
internal sealed class ProgressWatch(TimeProvider time)
{
    /// <summary>Whoever waits looks more often; after a longer time nobody did, and ffmpeg may have had nothing to do.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(1);

    /// <summary>Processor time that is no work: threads that wake up to look whether a device has answered.</summary>
    private static readonly TimeSpan Idling = TimeSpan.FromMilliseconds(50);

    private long _looked = time.GetTimestamp();
    private long _since = time.GetTimestamp();
    private TimeSpan _worked;
    private int _made;

    /// <summary>Whether that much processor time means that something was done.</summary>
    public static bool IsWork(TimeSpan? worked) => worked > Idling;

    /// <summary>From now on.</summary>
    public void Begin() => _since = time.GetTimestamp();

    /// <summary>How long it has done nothing while somebody looked.</summary>
    /// <param name="process">The ffmpeg.</param>
    /// <param name="made">Files that it has finished.</param>
    public TimeSpan Look(FfmpegProcess process, int made)
    {
        var worked = process.ProcessorTime;
        if (process.IsPaused || time.GetElapsedTime(_looked) > LongestGap || made != _made || IsWork(worked - _worked))
        {
            (_since, _worked, _made) = (time.GetTimestamp(), worked, made);
        }

        _looked = time.GetTimestamp();
        return time.GetElapsedTime(_since);
    }
}
