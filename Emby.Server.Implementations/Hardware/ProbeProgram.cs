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
    private Task _left = Task.CompletedTask;

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
            return !_left.IsCompleted ? new ProbeRun(ProbeEnd.Hung) : await RunOneAsync(program, arguments, input, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<ProbeRun> RunOneAsync(
        string program, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(limit);
        Process process;
        try
        {
            process = await processes.StartAsync(Start(program, arguments));
        }
        catch (Win32Exception exception)
        {
            return new ProbeRun(ProbeEnd.NotStarted, Error: exception.Message);
        }

        var ending = RunToEndAsync(process, input);
        try
        {
            return await ending.WaitAsync(end.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeRun(ProbeEnd.Hung);
        }
        finally
        {
            await EndAsync(process, ending);
        }
    }

    private static ProcessStartInfo Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // What it says is read by a program.
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    /// <summary>Ends when nothing of the program is left: what it started and could not be killed either keeps its pipes open.</summary>
    private static async Task<ProbeRun> RunToEndAsync(Process process, ReadOnlyMemory<byte> input)
    {
        using var ended = process;
        var output = process.StandardOutput.ReadEndAsync(KeptCharacters, CancellationToken.None);
        var error = process.StandardError.ReadEndAsync(KeptCharacters, CancellationToken.None);
        await WriteAsync(process, input);
        await process.WaitForExitAsync(CancellationToken.None);
        var (said, complained) = (await output, await error);
        return BoundProcesses.CouldNotStart(process.ExitCode)
            ? new ProbeRun(ProbeEnd.NotStarted, Error: complained)
            : new ProbeRun(ProbeEnd.Ended, process.ExitCode, said, complained);
    }

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> input)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, CancellationToken.None);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading everything; its exit code tells why.
        }
    }

    private async Task EndAsync(Process process, Task ending)
    {
        if (ending.IsCompleted)
        {
            return;
        }

        process.TryKill(entireProcessTree: true);
        try
        {
            await ending.WaitAsync(DeathLimit);
        }
        catch (TimeoutException)
        {
            _left = ending;
        }
    }
}
