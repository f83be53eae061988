using System.ComponentModel;
using System.Diagnostics;
using Emby.Server.Implementations.Processes;

namespace Emby.Server.Implementations.Hardware;

/// <summary>
/// Runs programs that may touch a hung GPU, one at a time. Such a process cannot be killed before the kernel lets it go, so nobody waits
/// for its death: it is left alone, and as long as it lives no other one is started.
/// </summary>
/// <param name="processes">They end with the server.</param>
/// <param name="limit">A program that takes longer is killed.</param>
internal sealed class ProbeProgram(BoundProcesses processes, TimeSpan limit) : IDisposable
{
    private const int KeptCharacters = 64 * 1024;
    private static readonly TimeSpan DeathLimit = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private Process? _left;

    /// <param name="program">Program.</param>
    /// <param name="arguments">As a list: no shell.</param>
    /// <param name="input">Written to its input.</param>
    /// <param name="cancellationToken">Kills it.</param>
    public async Task<ProbeRun> RunAsync(
        string program, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return IsOneLeft() ? new ProbeRun(ProbeEnd.Hung) : await RunOneAsync(program, arguments, input, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _left?.Dispose();
        _gate.Dispose();
    }

    private bool IsOneLeft()
    {
        if (_left is { HasExited: false })
        {
            return true;
        }

        _left?.Dispose();
        _left = null;
        return false;
    }

    private async Task<ProbeRun> RunOneAsync(
        string program, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(limit);
        Process process;
        try
        {
            process = await processes.StartAsync(program, arguments);
        }
        catch (Win32Exception exception)
        {
            return new ProbeRun(ProbeEnd.NotStarted, Error: exception.Message);
        }

        try
        {
            return await TalkAsync(process, input, end.Token).WaitAsync(end.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeRun(ProbeEnd.Hung);
        }
        finally
        {
            await EndAsync(process);
        }
    }

    private static async Task<ProbeRun> TalkAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var output = ReadEndAsync(process.StandardOutput, cancellationToken);
        var error = ReadEndAsync(process.StandardError, cancellationToken);
        await WriteAsync(process, input, cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode is BoundProcesses.CannotStart or BoundProcesses.CannotStart + 1
            ? new ProbeRun(ProbeEnd.NotStarted, Error: await error)
            : new ProbeRun(ProbeEnd.Ended, process.ExitCode, await output, await error);
    }

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading everything; its exit code tells why.
        }
    }

    /// <summary>Reads everything, so that the program never waits for us, and keeps the end.</summary>
    private static async Task<string> ReadEndAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var end = "";
        var buffer = new char[1024];
        int count;
        while ((count = await reader.ReadAsync(buffer, cancellationToken)) > 0)
        {
            end += new string(buffer, 0, count);
            end = end.Length > KeptCharacters ? end[^KeptCharacters..] : end;
        }

        return end;
    }

    private async Task EndAsync(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None).WaitAsync(DeathLimit);
            }

            process.Dispose();
        }
        catch (InvalidOperationException)
        {
            // It ended between the question and the signal.
            process.Dispose();
        }
        catch (TimeoutException)
        {
            _left = process;
        }
    }
}
