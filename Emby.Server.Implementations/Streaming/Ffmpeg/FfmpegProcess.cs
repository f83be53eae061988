using System.Diagnostics;
using System.Globalization;

namespace Emby.Server.Implementations.Streaming.Ffmpeg;

/// <summary>One running ffmpeg. Ends by itself, or at once and without finishing the file it writes when it is disposed.</summary>
internal sealed class FfmpegProcess : IDisposable
{
    public const string PidFile = "pid";
    private const int KeptCharacters = 8192;

    private readonly Process _process;
    private readonly Task _reading;
    private readonly Lock _lock = new();
    private string _output = "";
    private bool _isPaused;

    private FfmpegProcess(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Null while it runs.</summary>
    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <summary>The end of what it said.</summary>
    public string Output
    {
        get
        {
            lock (_lock)
            {
                return _output;
            }
        }
    }

    /// <summary>Throws <see cref="System.ComponentModel.Win32Exception"/> when it cannot be started.</summary>
    public static FfmpegProcess Start(string program, IReadOnlyList<string> arguments, string folder)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            },
        };
        process.Start();
        process.StandardInput.Close();
        var identity = string.Create(CultureInfo.InvariantCulture, $"{process.Id} {ProcessTable.StartTime(process.Id)}");
        File.WriteAllText(Path.Combine(folder, PidFile), identity);
        return new FfmpegProcess(process);
    }

    public void Pause()
    {
        if (!_isPaused && !_process.HasExited)
        {
            _isPaused = Signals.Send(_process.Id, Signals.Stop);
        }
    }

    public void Resume()
    {
        if (_isPaused && !_process.HasExited)
        {
            _isPaused = !Signals.Send(_process.Id, Signals.Continue);
        }
    }

    public void Dispose()
    {
        try
        {
            if (!_process.HasExited)
            {
                // Not asked politely: ffmpeg would then publish the segment it is in the middle of.
                _process.Kill();
                _process.WaitForExit(TimeSpan.FromSeconds(2));
            }
        }
        catch (InvalidOperationException)
        {
            // It ended between the question and the signal.
        }

        _process.Dispose();
    }

    /// <summary>Reads everything, so that ffmpeg never waits for us.</summary>
    private async Task ReadAsync()
    {
        var buffer = new char[2048];
        int count;
        while ((count = await _process.StandardError.ReadAsync(buffer, CancellationToken.None)) > 0)
        {
            lock (_lock)
            {
                _output += new string(buffer, 0, count);
                _output = _output.Length > KeptCharacters ? _output[^KeptCharacters..] : _output;
            }
        }
    }

    /// <summary>Waits until everything it said has been read.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) => _reading.WaitAsync(cancellationToken);
}
