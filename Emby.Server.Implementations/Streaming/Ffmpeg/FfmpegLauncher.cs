using System.Diagnostics;
using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Ffmpeg;

/// <summary>Starts ffmpeg for streams; it ends with the server.</summary>
internal sealed class FfmpegLauncher(BoundProcesses processes, IOptions<FfmpegOptions> options)
{
    /// <summary>One that writes files. Throws <see cref="System.ComponentModel.Win32Exception"/> when it cannot be started.</summary>
    public Task<FfmpegProcess> StartAsync(IReadOnlyList<string> arguments, string folder, FfmpegLog log, CancellationToken cancellationToken)
        => StartAsync(arguments, folder, log, isPiped: false, cancellationToken);

    /// <summary>One whose <see cref="FfmpegProcess.Made"/> is read, or it stands still. Throws as the other one does.</summary>
    public Task<FfmpegProcess> StartPipedAsync(IReadOnlyList<string> arguments, string folder, FfmpegLog log, CancellationToken cancellationToken)
        => StartAsync(arguments, folder, log, isPiped: true, cancellationToken);

    private async Task<FfmpegProcess> StartAsync(
        IReadOnlyList<string> arguments, string folder, FfmpegLog log, bool isPiped, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        log.Write($"{options.Value.Path} {string.Join(' ', arguments)}\n\n");
        // In a session of its own: what ends the server's terminal is not meant for ffmpeg.
        var process = await processes.StartAsync(new ProcessStartInfo("setsid", [options.Value.Path, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = isPiped,
            RedirectStandardError = true,
            UseShellExecute = false,
        });
        process.StandardInput.Close();
        return new FfmpegProcess(process, log);
    }
}
