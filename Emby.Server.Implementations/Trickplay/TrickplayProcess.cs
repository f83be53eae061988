using System.Diagnostics;
using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Trickplay;
using Microsoft.Extensions.Options;
using ProcessPriorityClass = MediaBrowser.Controller.Configuration.ProcessPriorityClass;

namespace Emby.Server.Implementations.Trickplay;

/// <summary>Runs ffmpeg to its end. It ends with the server, with the token, and when it makes nothing for long.</summary>
internal sealed class TrickplayProcess(BoundProcesses processes, IOptions<FfmpegOptions> ffmpeg)
{
    private const int KeptErrorCharacters = 2048;

    /// <summary>Without a new thumbnail for so long, ffmpeg hangs.</summary>
    private static readonly TimeSpan StallLimit = TimeSpan.FromMinutes(5);

    /// <summary>Throws <see cref="System.ComponentModel.Win32Exception"/> when it cannot be started.</summary>
    public async Task<TrickplayRun> RunAsync(
        IReadOnlyList<string> arguments, string folder, ProcessPriorityClass priority, CancellationToken cancellationToken)
    {
        foreach (var left in Directory.GetFiles(folder))
        {
            // By a run in hardware; this one need not overwrite all of it.
            File.Delete(left);
        }

        using var process = await processes.StartAsync(new ProcessStartInfo("nice", ["-n", Niceness(priority), ffmpeg.Value.Path, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        });
        try
        {
            process.StandardInput.Close();
            return await ReadAsync(process, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new TrickplayRun(null, "", "ffmpeg hangs");
        }
        finally
        {
            process.TryKill(entireProcessTree: false);
        }
    }

    private static async Task<TrickplayRun> ReadAsync(Process process, CancellationToken cancellationToken)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stall.CancelAfter(StallLimit);
        var error = process.StandardError.ReadEndAsync(KeptErrorCharacters, stall.Token);
        var log = new ThumbnailLog();
        while (await process.StandardOutput.ReadLineAsync(stall.Token) is { } line)
        {
            log.Read(line);
            stall.CancelAfter(StallLimit);
        }

        await process.WaitForExitAsync(stall.Token);
        var said = await error;
        return process.ExitCode == 0 ? new TrickplayRun(log, said, "") : new TrickplayRun(null, said, said.Problem() ?? $"exit code {process.ExitCode}");
    }

    /// <summary>Nobody but root may be less nice than usual, so what wants to be quick is as usual.</summary>
    private static string Niceness(ProcessPriorityClass priority) => priority switch
    {
        ProcessPriorityClass.Idle => "19",
        ProcessPriorityClass.BelowNormal => "10",
        _ => "0",
    };
}

/// <param name="Thumbnails">Null when it failed.</param>
/// <param name="Output">The end of what it said.</param>
/// <param name="Problem">For the log; empty when it did not fail.</param>
internal sealed record TrickplayRun(ThumbnailLog? Thumbnails, string Output, string Problem);
