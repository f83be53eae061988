namespace Emby.Server.Implementations.Library;

/// <summary>One way to write a path, because ids are made of it.</summary>
public static class LibraryPaths
{
    /// <summary>Absolute, without <c>.</c> and <c>..</c>, without a slash at the end. Links are kept: they are how people name their mounts.</summary>
    public static string Canonical(string path)
    {
        var full = Path.GetFullPath(path, "/");
        return full.Length > 1 ? full.TrimEnd('/') : full;
    }

    /// <summary>Whether <paramref name="path"/> is <paramref name="folder"/> or lies below it.</summary>
    public static bool IsWithin(string path, string folder)
        => path == folder || path.StartsWith(folder.EndsWith('/') ? folder : folder + "/", StringComparison.Ordinal);
}
