using Emby.Server.Implementations.Library.Naming;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>Puts the files of films that are split over several files together.</summary>
internal static class FilmStacks
{
    /// <summary>Each list is one film, its parts in order. "Part 1" is trusted only in the film's own folder.</summary>
    public static List<List<MediaFile>> Group(IReadOnlyList<MediaFile> files, bool isOwnFolder)
    {
        var parts = files
            .Select(file => (file, part: PartName.Parse(file.Stem)))
            .Where(entry => entry.part is not null && (isOwnFolder || entry.part.IsCertain))
            .GroupBy(entry => (entry.part!.Title, MediaFiles.Extension(entry.file.Name)))
            .Select(group => group.OrderBy(entry => entry.part!.Number).ToList())
            .Where(group => group.Count > 1 && group.Select(entry => entry.part!.Number).SequenceEqual(Enumerable.Range(1, group.Count)))
            .Select(group => group.ConvertAll(entry => entry.file))
            .ToList();
        var stacked = parts.SelectMany(stack => stack).ToHashSet();
        return [.. parts.Concat(files.Where(file => !stacked.Contains(file)).Select(file => new List<MediaFile> { file })).OrderBy(stack => stack[0].Name, StringComparer.OrdinalIgnoreCase)];
    }
}
