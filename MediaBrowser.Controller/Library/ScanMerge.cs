namespace MediaBrowser.Controller.Library;

/// <summary>Puts what a scan found over an item that exists: what users locked stays, and what only probing knows stays.</summary>
public static class ScanMerge
{
    public static void Into(Item existing, Item scanned)
    {
        Place(existing, scanned);
        existing.Images = Pictures(scanned, existing.Images);
        if (existing.LockData)
        {
            return;
        }

        if (!IsLocked(existing, "Name"))
        {
            Names(existing, scanned);
        }

        Descriptions(existing, scanned);
        Lists(existing, scanned);
        Numbers(existing, scanned);
    }

    /// <summary>Field names are those of the metadata editor: Name, Overview, Genres, Cast, Studios, Tags, OfficialRating, ProductionLocations, Runtime.</summary>
    public static bool IsLocked(Item item, string field)
        => item.LockData || item.LockedFields.Contains(field, StringComparer.OrdinalIgnoreCase);

    private static void Place(Item existing, Item scanned)
    {
        existing.ParentId = scanned.ParentId;
        existing.LibraryId = scanned.LibraryId;
        existing.Role = scanned.Role;
        existing.OwnerId = scanned.OwnerId;
        existing.ExtraType = scanned.ExtraType;
        existing.SeriesId = scanned.SeriesId;
        existing.SeasonId = scanned.SeasonId;
        existing.SeriesName = scanned.SeriesName;
        existing.SeasonName = scanned.SeasonName;
        existing.ParentIndexNumber = scanned.ParentIndexNumber;
        existing.Path = scanned.Path;
        existing.Size = scanned.Size;
        existing.FileModified = scanned.FileModified;
        existing.DateModified = scanned.DateModified;
    }

    private static void Names(Item existing, Item scanned)
    {
        existing.Name = scanned.Name;
        existing.SortName = scanned.SortName;
        existing.SearchName = scanned.SearchName;
        existing.OriginalTitle = scanned.OriginalTitle;
    }

    private static void Descriptions(Item existing, Item scanned)
    {
        existing.Overview = IsLocked(existing, "Overview") ? existing.Overview : scanned.Overview;
        existing.Taglines = scanned.Taglines;
        existing.Status = scanned.Status;
        existing.PremiereDate = scanned.PremiereDate;
        existing.EndDate = scanned.EndDate;
        existing.ProductionYear = scanned.ProductionYear;
        existing.CommunityRating = scanned.CommunityRating;
        existing.CriticRating = scanned.CriticRating;
        existing.CustomRating = scanned.CustomRating;
        existing.ProviderIds = scanned.ProviderIds;
        existing.RemoteTrailers = scanned.RemoteTrailers;
        // Probing knows better; a file's length is not lost when its nfo changes.
        existing.RunTimeTicks ??= scanned.RunTimeTicks;
        if (!IsLocked(existing, "OfficialRating"))
        {
            existing.OfficialRating = scanned.OfficialRating;
            existing.ParentalRating = scanned.ParentalRating;
        }
    }

    private static void Lists(Item existing, Item scanned)
    {
        existing.Genres = IsLocked(existing, "Genres") ? existing.Genres : scanned.Genres;
        existing.Studios = IsLocked(existing, "Studios") ? existing.Studios : scanned.Studios;
        existing.Tags = IsLocked(existing, "Tags") ? existing.Tags : scanned.Tags;
        existing.ProductionLocations = IsLocked(existing, "ProductionLocations") ? existing.ProductionLocations : scanned.ProductionLocations;
    }

    private static void Numbers(Item existing, Item scanned)
    {
        existing.IndexNumber = scanned.IndexNumber;
        existing.IndexNumberEnd = scanned.IndexNumberEnd;
        existing.AirsBeforeSeasonNumber = scanned.AirsBeforeSeasonNumber;
        existing.AirsAfterSeasonNumber = scanned.AirsAfterSeasonNumber;
        existing.AirsBeforeEpisodeNumber = scanned.AirsBeforeEpisodeNumber;
    }

    /// <summary>A picture that has not changed keeps its size and BlurHash; one that was uploaded hides those beside the media; one
    /// from inside the file is taken out again when it is probed.</summary>
    private static List<ItemImage> Pictures(Item scanned, List<ItemImage> existing)
    {
        var uploaded = existing.Where(image => !IsBeside(image.Path, scanned.Path) && !image.IsEmbedded).ToList();
        var found = scanned.Images
            .Where(image => !uploaded.Exists(other => other.Type == image.Type))
            .Select(image => existing.Find(known => known.Type == image.Type && known.Path == image.Path && known.Tag == image.Tag) ?? image);
        return [.. uploaded.Concat(found)];
    }

    /// <summary>Local pictures lie in the folder of the file, or in or beside the folder of a season or series.</summary>
    private static bool IsBeside(string picture, string? media)
    {
        var folder = media is null ? null : Path.GetDirectoryName(media);
        return folder is null || picture.StartsWith(folder + "/", StringComparison.Ordinal);
    }
}
