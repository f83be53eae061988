using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Emby.Server.Implementations.Processes;

namespace Emby.Server.Implementations.Streaming.Ffmpeg;

/// <summary>One running ffmpeg. Ends by itself, or at once and without finishing the file it writes when it is disposed.</summary>
internal sealed class FfmpegProcess : IDisposable
{
    private const int KeptCharacters = 8192;
    private static readonly TimeSpan DeathLimit = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly FfmpegLog _log;
    private readonly Stream? _made;
    private readonly Task _reading;
    private readonly Lock _lock = new();
    private readonly StringBuilder _output = new();
    private bool _isPaused;
    private bool _isDisposed;

    public FfmpegProcess(Process process, FfmpegLog log)
    {
        _process = process;
        _log = log;
        _made = process.StartInfo.RedirectStandardOutput ? process.StandardOutput.BaseStream : null;
        _reading = ReadAsync();
    }

    public bool HasExited => _isDisposed || _process.HasExited;

    /// <summary>It has, and everything it said has been read.</summary>
    public bool HasEnded => HasExited && _reading.IsCompleted;

    /// <summary>Null while it runs, and when it was killed by us.</summary>
    public int? ExitCode => !_isDisposed && _process.HasExited ? _process.ExitCode : null;

    /// <summary>What a piped one writes.</summary>
    public Stream Made => _made ?? throw new InvalidOperationException("It writes files.");

    /// <summary>The end of what it said.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>By us.</summary>
    public bool IsPaused
    {
        get
        {
            lock (_lock)
            {
                return _isPaused;
            }
        }
    }

    /// <summary>That it has used; nothing when it has ended.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            lock (_lock)
            {
                try
                {
                    return _isDisposed ? TimeSpan.Zero : _process.TotalProcessorTime;
                }
                catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
                {
                    // The system forgets it a moment before the runtime knows that it has ended.
                    return TimeSpan.Zero;
                }
            }
        }
    }

    public void Pause()
    {
        lock (_lock)
        {
            if (!_isDisposed && !_isPaused && !_process.HasExited)
            {
                _isPaused = Signals.Send(_process.Id, Signals.Stop);
            }
        }
    }

    public void Resume()
    {
        lock (_lock)
        {
            if (!_isDisposed && _isPaused && !_process.HasExited)
            {
                _isPaused = !Signals.Send(_process.Id, Signals.Continue);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            // Not asked politely: ffmpeg would then publish the segment it is in the middle of.
            if (_process.TryKill(entireProcessTree: false))
            {
                _process.WaitForExit(DeathLimit);
            }

            _made?.Dispose();
            _process.Dispose();
        }
    }

    /// <summary>Reads everything, so that ffmpeg never waits for us.</summary>
    private async Task ReadAsync()
    {
        using var reader = _process.StandardError;
        var buffer = new char[2048];
        int count;
        while ((count = await reader.ReadAsync(buffer, CancellationToken.None)) > 0)
        {
            _log.Write(new string(buffer, 0, count));
            lock (_output)
            {
                _output.Append(buffer, 0, count);
                _output.Remove(0, Math.Max(_output.Length - KeptCharacters, 0));
            }
        }
    }

    /// <summary>Waits until it has ended and everything it said has been read. Null when it was killed by us.</summary>
    public async Task<int?> EndAsync(CancellationToken cancellationToken)
    {
        await DrainAsync(cancellationToken);
        try
        {
            await _process.WaitForExitAsync(cancellationToken);
        }
        catch (InvalidOperationException) when (_isDisposed)
        {
            return null;
        }

        return ExitCode;
    }

    /// <summary>Waits until everything it said has been read.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) => _reading.WaitAsync(cancellationToken);
}
