using Emby.Server.Implementations.Library.Naming;

namespace Emby.Server.Implementations.Library;

/// <summary>Removes media files, with what carries their names, and folders that then hold no media.</summary>
internal static class FileRemoval
{
    /// <summary>Below a location, and not the location itself.</summary>
    public static bool IsInside(string path, List<string> locations)
        => locations.Exists(location => path != location && LibraryPaths.IsWithin(LibraryPaths.Canonical(path), location));

    public static void Remove(List<string> paths, List<string> locations)
    {
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else if (File.Exists(path))
            {
                RemoveFile(path, locations);
            }
        }
    }

    private static void RemoveFile(string path, List<string> locations)
    {
        File.Delete(path);
        var folder = Path.GetDirectoryName(path)!;
        var stem = MediaFiles.Stem(Path.GetFileName(path));
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => IsCompanion(Path.GetFileName(file), stem)))
        {
            File.Delete(file);
        }

        if (IsInside(folder, locations) && !Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any(IsWorthKeeping))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Subtitles, pictures and texts that carry the name of the deleted file.</summary>
    private static bool IsCompanion(string name, string stem)
        => !MediaFiles.IsVideo(name)
            && (MediaFiles.IsSubtitle(name) || MediaFiles.IsPicture(name) || MediaFiles.IsNfo(name))
            && name.StartsWith(stem, StringComparison.OrdinalIgnoreCase)
            && name.Length > stem.Length
            && name[stem.Length] is '.' or '-';

    private static bool IsWorthKeeping(string path)
    {
        var name = Path.GetFileName(path);
        return !MediaFiles.IsSubtitle(name) && !MediaFiles.IsPicture(name) && !MediaFiles.IsNfo(name);
    }
}
