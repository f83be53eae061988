using System.Globalization;

namespace Jellyfin.LocalCluster.Processes;

/// <summary>One process, and never another one that got the same id later: its start time and the machine's boot are part of it.</summary>
public sealed record ProcessIdentity(int Pid, long StartTicks, string Boot)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Null when no such process runs.</summary>
    public static ProcessIdentity? Find(int pid) => StartTicksOf(pid) is { } ticks ? new ProcessIdentity(pid, ticks, CurrentBoot()) : null;

    public bool IsRunning => StartTicksOf(Pid) == StartTicks && CurrentBoot() == Boot;

    /// <summary>Nothing happens when the process has ended.</summary>
    public void Send(Signal signal)
    {
        if (IsRunning)
        {
            _ = NativeMethods.Kill(Pid, (int)signal);
        }
    }

    /// <summary>False when it still runs after <paramref name="limit"/>.</summary>
    public async Task<bool> WaitForExitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (IsRunning)
        {
            if (TimeProvider.System.GetElapsedTime(started) > limit)
            {
                return false;
            }

            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }

        return true;
    }

    /// <summary>Asks it to end, and kills it when it has not ended after <paramref name="grace"/>.</summary>
    public async Task EndAsync(Signal signal, TimeSpan grace, CancellationToken cancellationToken)
    {
        Send(signal);
        // A stopped process would never see the signal.
        Send(Signal.Continue);
        if (!await WaitForExitAsync(grace, cancellationToken))
        {
            Send(Signal.Kill);
            await WaitForExitAsync(grace, cancellationToken);
        }
    }

    /// <summary>What it started itself and still runs.</summary>
    public IReadOnlyList<ProcessIdentity> Children()
        => [.. Directory.EnumerateDirectories("/proc")
            .Select(directory => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && FieldsOf(pid) is { } fields && int.Parse(fields[1], CultureInfo.InvariantCulture) == Pid)
            .Select(Find)
            .OfType<ProcessIdentity>()];

    /// <summary>Null for a process that does not exist or is only waiting to be reaped.</summary>
    private static long? StartTicksOf(int pid) => FieldsOf(pid) is { } fields ? long.Parse(fields[19], CultureInfo.InvariantCulture) : null;

    /// <summary>Of <c>/proc/PID/stat</c> from the state on.</summary>
    private static string[]? FieldsOf(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
            // The second field is the program's name in brackets and may hold anything; fields are counted from its end.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string CurrentBoot() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
}
