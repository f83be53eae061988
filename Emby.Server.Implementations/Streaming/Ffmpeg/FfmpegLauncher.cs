using System.Diagnostics;
using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Streaming;
using Microsoft.Extensions.Options;

namespace Emby.Server.Implementations.Streaming.Ffmpeg;

/// <summary>Starts ffmpeg for streams; it ends with the server.</summary>
internal sealed class FfmpegLauncher(BoundProcesses processes, IOptions<FfmpegOptions> options)
{
    /// <summary>Throws <see cref="System.ComponentModel.Win32Exception"/> when it cannot be started.</summary>
    public async Task<FfmpegProcess> StartAsync(IReadOnlyList<string> arguments, string folder, FfmpegLog log, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        log.Write($"{options.Value.Path} {string.Join(' ', arguments)}\n\n");
        // In a session of its own: what ends the server's terminal is not meant for ffmpeg.
        var process = await processes.StartAsync(new ProcessStartInfo("setsid", [options.Value.Path, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        });
        process.StandardInput.Close();
        return new FfmpegProcess(process, log);
    }
}
