using System.Globalization;
using Emby.Server.Implementations.Library.Naming;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>Pictures beside the media. One of each type, the best-named one; all of the backdrops.</summary>
internal static class LocalPictures
{
    private const int MaxBackdrops = 20;

    /// <summary>Of a film in a folder of its own.</summary>
    public static List<ItemImage> OfFilmFolder(MediaFolder folder, string mediaStem)
        => Choose(Pictures(folder)
            .Select(file => (file, PictureName.OfFile(mediaStem, file.Stem) ?? PictureName.OfFolder(file.Stem)))
            .Concat(ExtraFanart(folder)));

    /// <summary>Of a series, or of a season with a folder.</summary>
    public static List<ItemImage> OfFolder(MediaFolder folder)
        => Choose(Pictures(folder).Select(file => (file, PictureName.OfFolder(file.Stem))).Concat(ExtraFanart(folder)));

    /// <summary>Of a file that shares its folder with others.</summary>
    public static List<ItemImage> OfFile(MediaFolder folder, string mediaStem)
        => Choose(Pictures(folder).Select(file => (file, PictureName.OfFile(mediaStem, file.Stem))));

    public static List<ItemImage> OfEpisode(MediaFolder folder, string mediaStem)
        => Choose(Pictures(folder).Select(file => (file, PictureName.OfEpisode(mediaStem, file.Stem))));

    /// <summary>Of a season: its own folder first, then the files named after it in the folder of the series.</summary>
    public static List<ItemImage> OfSeason(MediaFolder series, MediaFolder? season, int number)
    {
        var own = season is null ? [] : Pictures(season).Select(file => (file, PictureName.OfFolder(file.Stem)));
        var named = Pictures(series).Select(file => (file, PictureName.OfSeason(number, file.Stem) is { } name ? name with { Rank = name.Rank + 1000 } : (PictureName?)null));
        return Choose(own.Concat(named));
    }

    private static IEnumerable<MediaFile> Pictures(MediaFolder folder)
        => folder.Files.Where(file => MediaFiles.IsPicture(file.Name));

    private static IEnumerable<(MediaFile, PictureName?)> ExtraFanart(MediaFolder folder)
        => folder.Folders.Where(sub => sub.Name.Equals("extrafanart", StringComparison.OrdinalIgnoreCase))
            .SelectMany(Pictures)
            .Select((file, position) => (file, (PictureName?)new PictureName(ImageType.Backdrop, 500 + position)));

    private static List<ItemImage> Choose(IEnumerable<(MediaFile File, PictureName? Name)> pictures)
        =>
        [
            .. pictures.Where(picture => picture.Name is not null)
                .GroupBy(picture => picture.Name!.Value.Type)
                .OrderBy(group => group.Key)
                .SelectMany(group => group
                    .OrderBy(picture => picture.Name!.Value.Rank)
                    .ThenBy(picture => picture.File.Name, StringComparer.OrdinalIgnoreCase)
                    .Take(group.Key == ImageType.Backdrop ? MaxBackdrops : 1))
                .Select(picture => Image(picture.Name!.Value.Type, picture.File)),
        ];

    private static ItemImage Image(ImageType type, MediaFile file) => new(type, file.Path, Tag(file), 0, 0, null)
    {
        FileModified = file.Modified,
        Size = file.Size,
    };

    private static string Tag(MediaFile file)
        => ContentTag.Of(string.Create(CultureInfo.InvariantCulture, $"{file.Path}|{file.Size}|{file.Modified.UtcTicks}"));
}
