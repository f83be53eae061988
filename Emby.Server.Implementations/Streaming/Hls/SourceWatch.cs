namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>
/// Tells an ffmpeg that hangs from one that waits for its film: a disk that has to spin up, or a server of files that is away for a moment.
/// One caller at a time.
/// </summary>
/// <param name="path">Of the film.</param>
/// <param name="time">For the patience.</param>
internal sealed class SourceWatch(string path, TimeProvider time)
{
    /// <summary>Disks that are awake answer in milliseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>A read that hangs cannot be given up, so there is only ever one.</summary>
    private Task? _reading;

    /// <summary>Whether a piece of the film can be read at once, or it is said at once that it cannot.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        _reading ??= Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAny(_reading, Task.Delay(Patience, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        if (!_reading.IsCompleted)
        {
            return false;
        }

        _reading = null;
        return true;
    }

    /// <summary>From anywhere: what was read last is in memory.</summary>
    private void Read()
    {
        try
        {
            using var film = File.OpenHandle(path);
            var length = RandomAccess.GetLength(film);
            RandomAccess.Read(film, new byte[1], Random.Shared.NextInt64(Math.Max(length, 1)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // ffmpeg hears the same.
        }
    }
}
