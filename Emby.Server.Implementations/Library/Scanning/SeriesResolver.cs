using Emby.Server.Implementations.Library.Metadata;
using Emby.Server.Implementations.Library.Naming;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>Finds the seasons and episodes of one series folder.</summary>
internal sealed class SeriesResolver(LibraryFolder library, Func<MediaFile, IReadOnlyList<NfoMetadata>> readNfo)
{
    /// <summary>The series first, then its seasons, then their episodes. Nothing for a folder without any video.</summary>
    public IEnumerable<ScanCandidate> Resolve(MediaFolder folder)
    {
        if (!HasVideo(folder))
        {
            return [];
        }

        var title = TitleName.Parse(folder.Name);
        var nfo = folder.Find("tvshow.nfo");
        // Episodes carry the name and rating of their series, so these are needed even when nothing has changed.
        var metadata = nfo is not null && readNfo(nfo) is [var first, ..] ? first : null;
        var series = ItemFactory.OfFolder(library, BaseItemKind.Series, folder, metadata?.Title ?? title.Name);
        series.ProductionYear = title.Year;
        series.ProviderIds = new Dictionary<string, string>(title.ProviderIds);
        series.Images = LocalPictures.OfFolder(folder);

        var tree = new SeriesTree(library, series, folder, RatingAges.Of(metadata?.OfficialRating));
        foreach (var sub in folder.Folders.Where(sub => ExtraName.OfFolder(sub.Name) is null))
        {
            tree.AddFolder(sub, SeasonName.Parse(sub.Name));
        }

        tree.AddFiles(folder, null);
        return tree.Candidates()
            .Prepend(new ScanCandidate(series) { Nfo = nfo })
            .Concat(ExtraResolver.InFolder(library, series, folder));
    }

    /// <summary>Whether a folder of a library without a type looks like a series.</summary>
    public static bool LooksLikeSeries(MediaFolder folder)
        => folder.Find("tvshow.nfo") is not null
            || folder.Folders.Any(sub => SeasonName.Parse(sub.Name) is not null && HasVideo(sub))
            || folder.Files.Any(file => MediaFiles.IsVideo(file.Name) && EpisodeName.Parse(file.Stem) is { Season: not null });

    private static bool HasVideo(MediaFolder folder)
        => folder.Files.Any(file => MediaFiles.IsVideo(file.Name)) || folder.Folders.Any(HasVideo);
}
