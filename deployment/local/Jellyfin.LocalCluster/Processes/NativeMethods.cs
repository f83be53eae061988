using System.Runtime.InteropServices;

namespace Jellyfin.LocalCluster.Processes;

internal static partial class NativeMethods
{
    /// <summary>0, or -1 when the process is gone or belongs to somebody else.</summary>
    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Kill(int pid, int signal);
}
