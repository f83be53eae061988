using System.Collections.Concurrent;
using System.Diagnostics;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Ffmpeg;

/// <summary>
/// Starts ffmpeg in such a way that the kernel ends it when this server ends, however that happens. The kernel ties a child to the thread
/// that started it, so all are started by one thread that lives as long as the server.
/// </summary>
internal sealed class FfmpegLauncher : IDisposable
{
    /// <summary>What the programs in front of ffmpeg exit with when it is not there or no program.</summary>
    public const int CannotStart = 126;

    private readonly BlockingCollection<Action> _starts = [];
    private readonly string _program;

    public FfmpegLauncher(IOptions<FfmpegOptions> options)
    {
        _program = options.Value.Path;
        new Thread(Work) { IsBackground = true, Name = "ffmpeg launcher" }.Start();
    }

    /// <summary>Throws <see cref="System.ComponentModel.Win32Exception"/> when it cannot be started.</summary>
    public async Task<FfmpegProcess> StartAsync(IReadOnlyList<string> arguments, string folder, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource<FfmpegProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        _starts.Add(() => Start(started, arguments, folder), cancellationToken);
        return await started.Task;
    }

    public void Dispose() => _starts.CompleteAdding();

    private void Work()
    {
        foreach (var start in _starts.GetConsumingEnumerable())
        {
            start();
        }
    }

    private void Start(TaskCompletionSource<FfmpegProcess> started, IReadOnlyList<string> arguments, string folder)
    {
        try
        {
            started.SetResult(new FfmpegProcess(Start(arguments, folder)));
        }
        catch (Exception exception)
        {
            started.SetException(exception);
        }
    }

    /// <summary>In a session of its own: what ends the server's terminal is not meant for ffmpeg.</summary>
    private Process Start(IReadOnlyList<string> arguments, string folder)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "setsid", _program, .. arguments])
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            },
        };
        process.Start();
        process.StandardInput.Close();
        return process;
    }
}
