using System.Collections.Concurrent;
using System.Diagnostics;

namespace Emby.Server.Implementations.Processes;

/// <summary>
/// Starts programs in such a way that the kernel ends them when this server ends, however that happens. The kernel ties a child to the
/// thread that started it, so all are started by one thread that lives as long as the server.
/// </summary>
public sealed class BoundProcesses : IDisposable
{
    /// <summary>What <c>setpriv</c> and the like exit with, or one more, when the program is not there or no program.</summary>
    private const int CannotStart = 126;

    private readonly BlockingCollection<Action> _starts = [];

    public BoundProcesses() => new Thread(Work) { IsBackground = true, Name = "bound processes" }.Start();

    /// <summary>Whether a program ended with this because there was no program.</summary>
    public static bool CouldNotStart(int? exitCode) => exitCode is CannotStart or CannotStart + 1;

    /// <summary>Throws <see cref="System.ComponentModel.Win32Exception"/> when it cannot be started.</summary>
    /// <param name="start">Program and argument list; changed by this.</param>
    public Task<Process> StartAsync(ProcessStartInfo start)
    {
        foreach (var argument in new[] { start.FileName, "KILL", "--pdeathsig" })
        {
            start.ArgumentList.Insert(0, argument);
        }

        start.FileName = "setpriv";
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _starts.Add(() => Start(started, start));
        return started.Task;
    }

    public void Dispose() => _starts.CompleteAdding();

    private void Work()
    {
        foreach (var start in _starts.GetConsumingEnumerable())
        {
            start();
        }
    }

    private static void Start(TaskCompletionSource<Process> started, ProcessStartInfo start)
    {
        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
            started.SetResult(process);
        }
        catch (Exception exception)
        {
            process.Dispose();
            started.SetException(exception);
        }
    }
}
