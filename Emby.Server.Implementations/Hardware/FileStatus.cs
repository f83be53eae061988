using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Emby.Server.Implementations.Hardware;

/// <summary>What <c>statx</c> says and .NET does not: its result is laid out the same on all processors.</summary>
/// <param name="IsCharacterDevice">Not a file, folder or something else.</param>
/// <param name="GroupId">Owning group.</param>
internal sealed record FileStatus(bool IsCharacterDevice, long GroupId)
{
    private const int CurrentDirectory = -100;
    private const uint BasicStats = 0x7ff;
    private const int Size = 256;
    private const int GroupOffset = 24;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int CharacterDevice = 0x2000;

    /// <summary>Follows links. Null when there is nothing at the path, or it may not be looked at.</summary>
    public static FileStatus? Read(string path)
    {
        var buffer = new byte[Size];
        if (statx(CurrentDirectory, path, 0, BasicStats, buffer) != 0)
        {
            return null;
        }

        var mode = BitConverter.ToUInt16(buffer, ModeOffset);
        return new FileStatus((mode & TypeMask) == CharacterDevice, BitConverter.ToUInt32(buffer, GroupOffset));
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressMessage("Style", "IDE1006", Justification = "The name in the C library.")]
    private static extern int statx(
        int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] buffer);
}
