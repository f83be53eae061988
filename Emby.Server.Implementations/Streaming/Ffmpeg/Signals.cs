using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Emby.Server.Implementations.Streaming.Ffmpeg;

/// <summary>Signals to processes by number.</summary>
internal static class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>False when there is no such process, or it is somebody else's.</summary>
    public static bool Send(int processId, int signal) => kill(processId, signal) == 0;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressMessage("Style", "IDE1006", Justification = "The name in the C library.")]
    private static extern int kill(int processId, int signal);
}
