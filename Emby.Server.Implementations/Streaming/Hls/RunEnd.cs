using Emby.Server.Implementations.Streaming.Ffmpeg;

namespace Emby.Server.Implementations.Streaming.Hls;

/// <summary>How a run of ffmpeg came to its end.</summary>
/// <param name="Code">Its exit code; null when it was ended by us.</param>
/// <param name="HasMadeSomething">At least one file that was wanted.</param>
/// <param name="Output">The end of what it said.</param>
internal sealed record RunEnd(int? Code, bool HasMadeSomething, string Output)
{
    /// <summary>Exit codes from here on mean that a signal ended the process.</summary>
    private const int FirstSignal = 129;

    /// <summary>Signals that come from outside; others, such as those of a driver that crashes, are ffmpeg's own.</summary>
    private static readonly int[] Ordered = [128 + Signals.Kill, 128 + Signals.Terminate];

    /// <summary>Texts of the C library, and of the Matroska reader, which does not pass them on.</summary>
    private static readonly string[] ReadErrors =
    [
        "Input/output error",
        "Stale file handle",
        "Connection timed out",
        "Transport endpoint is not connected",
        "Host is down",
        "Read error at pos.",
    ];

    /// <summary>
    /// The film could not be read further. ffmpeg takes that for the end, with exit code 0, and says so in its log alone; a disk or a server
    /// of files that fails for a moment must not end the film for the player.
    /// </summary>
    public bool IsUnread => IsReadError(Output);

    public bool IsWithoutError => Code == 0 && !IsUnread;

    /// <summary>Everything that there is has been made.</summary>
    public bool IsComplete => IsWithoutError && HasMadeSomething;

    public bool IsBySignal => Code >= FirstSignal;

    /// <summary>Nobody ended it.</summary>
    public bool MayBeHardware => Code is { } code && !Ordered.Contains(code);

    public static bool IsReadError(string output) => ReadErrors.Any(text => output.Contains(text, StringComparison.Ordinal));

    /// <param name="run">That has ended, and of which everything has been read.</param>
    public static RunEnd Of(TranscodeRun run)
    {
        run.Count();
        return new RunEnd(run.Process.ExitCode, run.HasMadeSomething, run.Process.Output);
    }
}
