using System.Diagnostics;

namespace Emby.Server.Implementations.Processes;

/// <summary>
/// Runs a program to its end: arguments as a list (no shell), nothing on its input, output kept in memory up to a limit, killed with all
/// its children when it takes too long, says too much or is no longer wanted.
/// </summary>
internal static class ChildProcess
{
    private const int KeptErrorCharacters = 4096;

    /// <summary>
    /// Returns null when the program took longer than <paramref name="timeout"/> or wrote more than <paramref name="maxOutput"/> bytes.
    /// Throws <see cref="System.ComponentModel.Win32Exception"/> when it cannot be started.
    /// </summary>
    public static Task<ChildResult?> RunAsync(
        string program,
        IEnumerable<string> arguments,
        TimeSpan timeout,
        int maxOutput,
        CancellationToken cancellationToken)
        => RunAsync(start => Task.FromResult(Process.Start(start)!), program, arguments, timeout, maxOutput, cancellationToken);

    /// <summary>The same, started in another way.</summary>
    public static async Task<ChildResult?> RunAsync(
        Func<ProcessStartInfo, Task<Process>> start,
        string program,
        IEnumerable<string> arguments,
        TimeSpan timeout,
        int maxOutput,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        using var process = await start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        });
        try
        {
            process.StandardInput.Close();
            var error = process.StandardError.ReadEndAsync(KeptErrorCharacters, limit.Token);
            var output = await ReadAsync(process.StandardOutput.BaseStream, maxOutput, limit.Token);
            if (output is null)
            {
                return null;
            }

            await process.WaitForExitAsync(limit.Token);
            return new ChildResult(process.ExitCode, output, await error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            process.TryKill(entireProcessTree: true);
        }
    }

    private static async Task<byte[]?> ReadAsync(Stream stream, int maximum, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (kept.Length + count > maximum)
            {
                return null;
            }

            kept.Write(buffer, 0, count);
        }

        return kept.ToArray();
    }
}

/// <param name="ExitCode">0 = success.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">The end of standard error.</param>
internal sealed record ChildResult(int ExitCode, byte[] Output, string Error);
