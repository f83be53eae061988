using System.Diagnostics;

namespace Emby.Server.Implementations.Processes;

/// <summary>How a program that was started comes to its end, and what it said until then.</summary>
internal static class ProcessEnds
{
    /// <summary>Sends SIGKILL if it still runs. Returns whether it did.</summary>
    public static bool TryKill(this Process process, bool entireProcessTree)
    {
        try
        {
            if (process.HasExited)
            {
                return false;
            }

            process.Kill(entireProcessTree);
            return true;
        }
        catch (InvalidOperationException)
        {
            // It ended between the question and the signal.
            return false;
        }
    }

    /// <summary>Reads everything, so that the program never waits for us, and keeps the last characters.</summary>
    public static async Task<string> ReadEndAsync(this StreamReader reader, int kept, CancellationToken cancellationToken)
    {
        var end = "";
        var buffer = new char[1024];
        int count;
        while ((count = await reader.ReadAsync(buffer, cancellationToken)) > 0)
        {
            end += new string(buffer, 0, count);
            end = end.Length > kept ? end[^kept..] : end;
        }

        return end;
    }

    /// <summary>The last line of what ffmpeg or ffprobe said, without the path it begins with; null when it says nothing, or a path.</summary>
    public static string? Problem(this string error)
    {
        var line = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
        var text = line[(line.LastIndexOf(": ", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : 0)..];
        return text.Length is > 0 and < 200 && !text.Contains('/') ? text : null;
    }
}
