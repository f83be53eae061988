using Emby.Server.Implementations.Library.Naming;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>Finds films (or home videos, music videos) in a tree.</summary>
internal sealed class FilmResolver(LibraryFolder library, BaseItemKind kind, Action<string> skippedDisc)
{
    /// <summary>Films in a folder of their own, collections of loose files, and folders that only group others.</summary>
    public IEnumerable<ScanCandidate> InFolder(MediaFolder folder)
    {
        if (folder.IsDisc)
        {
            skippedDisc(folder.Name);
            return [];
        }

        var files = folder.Files.Where(IsFilm).ToList();
        var below = folder.Folders
            .Where(sub => ExtraName.OfFolder(sub.Name) is null && !SidecarFiles.IsSubtitleFolder(sub.Name))
            .SelectMany(InFolder);
        if (files.Count == 0)
        {
            return below;
        }

        var stacks = FilmStacks.Group(files, isOwnFolder: true);
        var isOneFilm = stacks.Count == 1
            ? IsOwnFolder(folder.Name, stacks[0][0].Stem)
            : stacks.TrueForAll(stack => VersionName.Of(folder.Name, stack[0].Stem) is not null);
        return (isOneFilm ? OwnFolder(folder, stacks) : Loose(folder)).Concat(below);
    }

    /// <summary>Each file is a film of its own.</summary>
    public IEnumerable<ScanCandidate> Loose(MediaFolder folder)
    {
        foreach (var stack in FilmStacks.Group([.. folder.Files.Where(IsFilm)], isOwnFolder: false))
        {
            var film = stack[0];
            var title = TitleName.Parse(film.Stem);
            var item = Film(film, title.Name, title.Year, title.ProviderIds);
            item.Images = LocalPictures.OfFile(folder, film.Stem);
            yield return new ScanCandidate(item) { Nfo = folder.Find(film.Stem + ".nfo"), Sidecars = SidecarFiles.Of(film, folder) };
            foreach (var more in Parts(item, stack, folder).Concat(ExtraResolver.OfLooseFile(library, item, folder, film)))
            {
                yield return more;
            }
        }
    }

    private IEnumerable<ScanCandidate> OwnFolder(MediaFolder folder, List<List<MediaFile>> stacks)
    {
        var versions = stacks
            .Select(stack => (stack, label: VersionName.Of(folder.Name, stack[0].Stem) ?? stack[0].Stem))
            .OrderBy(version => version.label.Length > 0)
            .ThenByDescending(version => VersionName.Lines(version.label))
            .ThenBy(version => version.label, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var main = versions[0].stack[0];
        var (title, ofFile) = (TitleName.Parse(folder.Name), TitleName.Parse(main.Stem));
        var ids = title.ProviderIds.Concat(ofFile.ProviderIds).DistinctBy(id => id.Key).ToDictionary(id => id.Key, id => id.Value);
        var item = Film(main, title.Name, title.Year ?? ofFile.Year, ids);
        item.Images = LocalPictures.OfFilmFolder(folder, main.Stem);
        yield return new ScanCandidate(item) { Nfo = Nfo(folder, main), Sidecars = SidecarFiles.Of(main, folder) };

        foreach (var (stack, label) in versions.Skip(1))
        {
            var version = ItemFactory.Owned(library, item, ItemRole.Version, kind, stack[0], label);
            yield return new ScanCandidate(version) { Sidecars = SidecarFiles.Of(stack[0], folder) };
            foreach (var part in Parts(version, stack, folder))
            {
                yield return part;
            }
        }

        foreach (var more in Parts(item, versions[0].stack, folder).Concat(ExtraResolver.InFolder(library, item, folder)))
        {
            yield return more;
        }
    }

    private Item Film(MediaFile file, string name, int? year, IReadOnlyDictionary<string, string> ids)
    {
        var item = ItemFactory.OfFile(library, kind, file, name);
        item.ProductionYear = year;
        item.ProviderIds = new Dictionary<string, string>(ids);
        return item;
    }

    private IEnumerable<ScanCandidate> Parts(Item owner, List<MediaFile> stack, MediaFolder folder)
        => stack.Skip(1).Select((file, position) =>
        {
            var part = ItemFactory.Owned(library, owner, ItemRole.Part, BaseItemKind.Video, file, file.Stem);
            part.IndexNumber = position + 2;
            part.SortName = SortNames.OfSeason(position + 2);
            return new ScanCandidate(part) { Sidecars = SidecarFiles.Of(file, folder) };
        });

    /// <summary>A year tells whose name is the film's: "Action/Heat (1995).mkv" is a loose file, "Heat (1995)/heat.mkv" is not.</summary>
    private static bool IsOwnFolder(string folder, string stem)
        => TitleName.Parse(folder).Year is not null || TitleName.Parse(stem).Year is null || VersionName.Of(folder, stem) is not null;

    private static MediaFile? Nfo(MediaFolder folder, MediaFile film)
        => folder.Find(film.Stem + ".nfo") ?? folder.Find("movie.nfo") ?? folder.Find(folder.Name + ".nfo");

    private static bool IsFilm(MediaFile file) => MediaFiles.IsVideo(file.Name) && ExtraName.OfFile(file.Stem) is null;
}
