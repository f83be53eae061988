using System.Globalization;

namespace Emby.Server.Implementations.Streaming.Ffmpeg;

/// <summary>What the kernel says about processes.</summary>
internal static class ProcessTable
{
    private const int StartTimeField = 19;

    /// <summary>Clock ticks after boot; tells a process from a later one with the same number. Null when there is no such process.</summary>
    public static string? StartTime(int processId)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            // The program's name may contain anything; the fields after it are counted from its closing bracket.
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[StartTimeField];
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Kills the process that a pid file names, if it still is that one.</summary>
    public static void KillRecorded(string pidFile)
    {
        if (!File.Exists(pidFile))
        {
            return;
        }

        var parts = File.ReadAllText(pidFile).Split(' ');
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && StartTime(id) is { } startTime && startTime == parts[1])
        {
            Signals.Send(id, Signals.Kill);
        }
    }
}
