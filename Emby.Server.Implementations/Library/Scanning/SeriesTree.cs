using Emby.Server.Implementations.Library.Naming;
using MediaBrowser.Controller.Library;

namespace Emby.Server.Implementations.Library.Scanning;

/// <summary>Collects the seasons and episodes of one series.</summary>
internal sealed class SeriesTree(LibraryFolder library, Item series, MediaFolder folder, int? rating)
{
    private readonly Dictionary<int, ScanCandidate> _seasons = [];
    private readonly List<ScanCandidate> _others = [];

    /// <summary>A season folder, or one that only groups (<paramref name="season"/> null), such as a folder per episode.</summary>
    public void AddFolder(MediaFolder sub, int? season)
    {
        var hasVideo = sub.Files.Any(file => MediaFiles.IsVideo(file.Name));
        if (season is { } number && (hasVideo || sub.Folders.Count > 0))
        {
            AddSeason(number, sub);
        }

        AddFiles(sub, season);
        foreach (var deeper in sub.Folders.Where(deeper => ExtraName.OfFolder(deeper.Name) is null && !SidecarFiles.IsSubtitleFolder(deeper.Name)))
        {
            AddFolder(deeper, SeasonName.Parse(deeper.Name) is { } own && season is null ? own : season);
        }

        if (season is { } parent && _seasons.TryGetValue(parent, out var candidate))
        {
            _others.AddRange(ExtraResolver.InFolder(library, candidate.Item, sub));
        }
    }

    /// <summary>Episodes that lie in the folder; <paramref name="season"/> is what the folder's name says.</summary>
    public void AddFiles(MediaFolder container, int? season)
    {
        foreach (var file in container.Files.Where(file => MediaFiles.IsVideo(file.Name) && ExtraName.OfFile(file.Stem) is null))
        {
            _others.Add(Episode(container, file, season));
        }
    }

    /// <summary>Seasons before their episodes.</summary>
    public IEnumerable<ScanCandidate> Candidates() => _seasons.OrderBy(season => season.Key).Select(season => season.Value).Concat(_others);

    private ScanCandidate Episode(MediaFolder container, MediaFile file, int? folderSeason)
    {
        var parsed = EpisodeName.Parse(file.Stem) ?? new EpisodeName();
        var season = Season(SeasonNumber(parsed, folderSeason));
        var name = parsed.Title ?? file.Stem;
        var item = ItemFactory.OfFile(library, BaseItemKind.Episode, file, name);
        item.SortName = SortNames.OfEpisode(season.IndexNumber, parsed.Number, name);
        item.IndexNumber = parsed.Number;
        item.IndexNumberEnd = parsed.EndNumber;
        item.ParentIndexNumber = season.IndexNumber;
        item.PremiereDate = parsed.Date is { } date ? new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero) : null;
        item.ProductionYear = parsed.Date?.Year;
        item.ParentId = season.Id;
        item.SeasonId = season.Id;
        item.SeasonName = season.Name;
        item.SeriesId = series.Id;
        item.SeriesName = series.Name;
        item.Images = LocalPictures.OfEpisode(container, file.Stem);
        return new ScanCandidate(item)
        {
            Nfo = container.Find(file.Stem + ".nfo"),
            NfoEpisode = parsed.Number ?? 0,
            Sidecars = SidecarFiles.Of(file, container),
            InheritedRating = rating,
        };
    }

    /// <summary>A special in a season's folder says so in its name; otherwise the folder counts, and absolute numbers are season 1.</summary>
    private static int SeasonNumber(EpisodeName parsed, int? folderSeason) => parsed.Season ?? folderSeason ?? parsed.Date?.Year ?? 1;

    private Item Season(int number)
        => _seasons.TryGetValue(number, out var known) ? known.Item : AddSeason(number, null);

    /// <summary>Of two folders for one season the first gives it its id.</summary>
    private Item AddSeason(int number, MediaFolder? seasonFolder)
    {
        if (_seasons.TryGetValue(number, out var known))
        {
            return known.Item;
        }

        var name = number == 0 ? library.Options.SeasonZeroDisplayName : FormattableString.Invariant($"Season {number}");
        var item = seasonFolder is null ? WithoutFolder(number, name) : ItemFactory.OfFolder(library, BaseItemKind.Season, seasonFolder, name);
        item.SortName = SortNames.OfSeason(number);
        item.IndexNumber = number;
        item.ParentId = series.Id;
        item.SeriesId = series.Id;
        item.SeriesName = series.Name;
        item.Images = LocalPictures.OfSeason(folder, seasonFolder, number);
        _seasons[number] = new ScanCandidate(item) { Nfo = seasonFolder?.Find("season.nfo"), InheritedRating = rating };
        return item;
    }

    /// <summary>A season whose episodes lie in the folder of the series. Its episodes exist, so it is not virtual to clients.</summary>
    private Item WithoutFolder(int number, string name) => new()
    {
        Id = ItemId.ForSeason(series.Id, number),
        Kind = BaseItemKind.Season,
        Name = name,
        SortName = SortNames.OfSeason(number),
        SearchName = SearchNames.Of(name),
        IsFolder = true,
        LibraryId = library.Id,
        DateCreated = series.DateCreated,
        DateModified = series.DateCreated,
    };
}
