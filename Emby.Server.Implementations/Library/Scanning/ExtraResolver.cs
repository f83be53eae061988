using Emby.Server.Implementations.Library.Naming;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>Trailers, deleted scenes, theme songs and the like of a film or series.</summary>
internal static class ExtraResolver
{
    public static IEnumerable<ScanCandidate> InFolder(LibraryFolder library, Item owner, MediaFolder folder)
    {
        foreach (var file in folder.Files)
        {
            if (OfFile(file) is { } type)
            {
                yield return Extra(library, owner, folder, file, type);
            }
        }

        foreach (var sub in folder.Folders)
        {
            if (ExtraName.OfFolder(sub.Name) is { } type)
            {
                foreach (var file in Media(sub, type))
                {
                    yield return Extra(library, owner, sub, file, type == ExtraType.Unknown ? ExtraName.OfFile(file.Stem) ?? type : type);
                }
            }
        }
    }

    /// <summary>Extras of a film that shares its folder: those that begin with its name.</summary>
    public static IEnumerable<ScanCandidate> OfLooseFile(LibraryFolder library, Item owner, MediaFolder folder, MediaFile film)
        => folder.Files
            .Where(file => file.Stem.StartsWith(film.Stem, StringComparison.OrdinalIgnoreCase) && IsExtraVideo(file))
            .Select(file => Extra(library, owner, folder, file, ExtraName.OfFile(file.Stem)!.Value));

    public static bool IsExtraVideo(MediaFile file) => MediaFiles.IsVideo(file.Name) && ExtraName.OfFile(file.Stem) is not null;

    private static ExtraType? OfFile(MediaFile file)
    {
        if (MediaFiles.IsAudio(file.Name))
        {
            return file.Stem.Equals("theme", StringComparison.OrdinalIgnoreCase) ? ExtraType.ThemeSong : null;
        }

        return MediaFiles.IsVideo(file.Name) ? ExtraName.OfFile(file.Stem) : null;
    }

    private static IEnumerable<MediaFile> Media(MediaFolder folder, ExtraType type)
        => folder.Files.Where(file => type == ExtraType.ThemeSong ? MediaFiles.IsAudio(file.Name) : MediaFiles.IsVideo(file.Name))
            .Concat(folder.Folders.SelectMany(sub => Media(sub, type)));

    private static ScanCandidate Extra(LibraryFolder library, Item owner, MediaFolder folder, MediaFile file, ExtraType type)
    {
        var kind = type switch
        {
            ExtraType.Trailer => BaseItemKind.Trailer,
            ExtraType.ThemeSong => BaseItemKind.Audio,
            _ => BaseItemKind.Video,
        };
        var item = ItemFactory.Owned(library, owner, ItemRole.Extra, kind, file, ExtraName.Title(file.Stem));
        item.ExtraType = type;
        item.Images = LocalPictures.OfFile(folder, file.Stem);
        return new ScanCandidate(item) { Sidecars = SidecarFiles.Of(file, folder) };
    }
}
