namespace Emby.Server.Implementations.Hardware;

internal enum ProbeEnd
{
    Ended,
    NotStarted,

    /// <summary>It was too slow, or an earlier one still has not died.</summary>
    Hung,
}

/// <summary>How a program of the probe went.</summary>
/// <param name="End">Whether the rest means anything.</param>
/// <param name="ExitCode">0 = success.</param>
/// <param name="Output">The end of its output.</param>
/// <param name="Error">The end of its errors.</param>
internal sealed record ProbeRun(ProbeEnd End, int ExitCode = -1, string Output = "", string Error = "")
{
    public bool Succeeded => End == ProbeEnd.Ended && ExitCode == 0;
}
