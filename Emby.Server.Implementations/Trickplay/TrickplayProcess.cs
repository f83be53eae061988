using System.Diagnostics;
using Emby.Server.Implementations.Processes;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Trickplay;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProcessPriorityClass = MediaBrowser.Controller.Configuration.ProcessPriorityClass;

namespace Emby.Server.Implementations.Trickplay;

/// <summary>Runs ffmpeg to its end. It ends with the server, with the token, and when it makes nothing for long.</summary>
internal sealed partial class TrickplayProcess(BoundProcesses processes, IOptions<FfmpegOptions> ffmpeg, ILogger<TrickplayProcess> logger)
{
    private const int KeptErrorCharacters = 2048;

    /// <summary>Without a new thumbnail for so long, ffmpeg hangs.</summary>
    private static readonly TimeSpan StallLimit = TimeSpan.FromMinutes(5);

    /// <summary>Returns what it said of the thumbnails; null when it failed. Throws <see cref="System.ComponentModel.Win32Exception"/> when it cannot be started.</summary>
    public async Task<ThumbnailLog?> RunAsync(
        Guid itemId, IReadOnlyList<string> arguments, string folder, ProcessPriorityClass priority, CancellationToken cancellationToken)
    {
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
            return await ReadAsync(itemId, process, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(itemId, "ffmpeg hangs");
            return null;
        }
        finally
        {
            process.TryKill(entireProcessTree: false);
        }
    }

    private async Task<ThumbnailLog?> ReadAsync(Guid itemId, Process process, CancellationToken cancellationToken)
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
        var problem = (await error).Problem();
        if (process.ExitCode == 0)
        {
            return log;
        }

        LogFailed(itemId, problem ?? $"exit code {process.ExitCode}");
        return null;
    }

    /// <summary>Nobody but root may be less nice than usual, so what wants to be quick is as usual.</summary>
    private static string Niceness(ProcessPriorityClass priority) => priority switch
    {
        ProcessPriorityClass.Idle => "19",
        ProcessPriorityClass.BelowNormal => "10",
        _ => "0",
    };

    [LoggerMessage(LogLevel.Warning, "No preview pictures could be made of item {ItemId}: {Reason}")]
    private partial void LogFailed(Guid itemId, string reason);
}
