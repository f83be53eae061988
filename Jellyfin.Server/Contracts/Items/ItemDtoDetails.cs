using Jellyfin.Server.Contracts.Playback;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts.Items;

/// <summary>Fields that are sent only when asked for.</summary>
internal static class ItemDtoDetails
{
    private static readonly Dictionary<ItemFields, Action<BaseItemDto, Item, ItemDtoContext>> Writers = new()
    {
        [ItemFields.Etag] = (dto, item, _) => dto.Etag = ItemId.FromKey($"{item.Id:N}{item.DateModified.UtcTicks}").ToString("N"),
        [ItemFields.DateCreated] = (dto, item, _) => dto.DateCreated = item.DateCreated,
        [ItemFields.DateLastMediaAdded] = (dto, item, _) => dto.DateLastMediaAdded = item.IsFolder ? item.DateLastMediaAdded : null,
        [ItemFields.CanDelete] = (dto, item, context) => dto.CanDelete = ItemRights.CanDelete(item, context.User),
        [ItemFields.CanDownload] = (dto, item, context) => dto.CanDownload = ItemRights.CanDownload(item, context.User),
        [ItemFields.SortName] = (dto, item, _) => dto.SortName = item.SortName,
        [ItemFields.OriginalTitle] = (dto, item, _) => dto.OriginalTitle = item.OriginalTitle,
        [ItemFields.CustomRating] = (dto, item, _) => dto.CustomRating = item.CustomRating,
        [ItemFields.ExternalUrls] = (dto, item, _) => dto.ExternalUrls = ExternalUrls.Of(item),
        [ItemFields.ProductionLocations] = (dto, item, _) =>
            dto.ProductionLocations = item.Kind is BaseItemKind.Movie or BaseItemKind.Trailer ? item.ProductionLocations : null,
        [ItemFields.Path] = (dto, item, _) => dto.Path = item.Path,
        [ItemFields.EnableMediaSourceDisplay] = (dto, item, _) => dto.EnableMediaSourceDisplay = item.LibraryId is null ? null : true,
        [ItemFields.Overview] = (dto, item, _) => dto.Overview = item.Overview,
        [ItemFields.Taglines] = (dto, item, _) => dto.Taglines = item.Taglines,
        [ItemFields.Tags] = (dto, item, _) => dto.Tags = item.Tags,
        [ItemFields.Genres] = (dto, item, _) => FillGenres(dto, item),
        [ItemFields.Studios] = (dto, item, _) => dto.Studios = Pairs(BaseItemKind.Studio, item.Studios),
        [ItemFields.PlayAccess] = (dto, _, context) => dto.PlayAccess = ItemRights.PlayAccess(context.User),
        [ItemFields.RemoteTrailers] = (dto, item, _) => dto.RemoteTrailers = [.. item.RemoteTrailers.Select(url => new MediaUrl(url, null))],
        [ItemFields.ProviderIds] = (dto, item, _) => dto.ProviderIds = item.ProviderIds,
        [ItemFields.ParentId] = (dto, item, _) => dto.ParentId = item.ParentId,
        [ItemFields.People] = (dto, item, context) => dto.People = People(item, context),
        [ItemFields.DisplayPreferencesId] = (dto, item, _) => dto.DisplayPreferencesId = DisplayPreferencesId(item),
        [ItemFields.SeriesStudio] = (dto, item, context) => dto.SeriesStudio = SeriesStudio(item, context),
        [ItemFields.Chapters] = (dto, item, context) => dto.Chapters = Chapters(item, context),
        [ItemFields.MediaSources] = (dto, item, context) => dto.MediaSources = Sources(item, context),
        [ItemFields.MediaStreams] = (dto, item, context) => dto.MediaStreams = Sources(item, context)?.FirstOrDefault()?.MediaStreams,
        [ItemFields.Trickplay] = ItemDtoTrickplay.Fill,
        [ItemFields.Settings] = (dto, item, _) => FillSettings(dto, item),
        [ItemFields.Width] = (dto, item, _) => dto.Width = item.Width,
        [ItemFields.Height] = (dto, item, _) => dto.Height = item.Height,
        [ItemFields.IsHD] = (dto, item, _) => dto.IsHd = item.Width >= 1200 ? true : null,
        [ItemFields.CumulativeRunTimeTicks] = (dto, item, _) => dto.CumulativeRunTimeTicks = item.IsFolder ? item.RunTimeTicks : null,
        [ItemFields.SpecialEpisodeNumbers] = (dto, item, _) => FillSpecialNumbers(dto, item),
    };

    public static void Fill(BaseItemDto dto, Item item, ItemDtoContext context)
    {
        foreach (var field in context.Options.Fields)
        {
            if (Writers.TryGetValue(field, out var write))
            {
                write(dto, item, context);
            }
        }
    }

    private static void FillGenres(BaseItemDto dto, Item item)
    {
        dto.Genres = item.Genres;
        dto.GenreItems = Pairs(BaseItemKind.Genre, item.Genres);
    }

    private static List<NameGuidPair> Pairs(BaseItemKind kind, string[] names)
        => [.. names.Select(name => new NameGuidPair(name, ItemId.FromName(kind, name)))];

    private static List<BaseItemPerson> People(Item item, ItemDtoContext context)
        => [.. context.Credits[item.Id].Select(credit =>
        {
            var image = context.Options.LimitOf(ImageType.Primary) > 0
                ? credit.Images.FirstOrDefault(image => image.Type == ImageType.Primary)
                : null;
            return new BaseItemPerson(credit.Name, credit.PersonId, credit.Role, credit.Kind)
            {
                PrimaryImageTag = image?.Tag,
                ImageBlurHashes = ItemDtoImages.HashesOf(image),
            };
        })];

    /// <summary>Clients keep view settings under this id: a library has its own, other items share one per kind.</summary>
    private static string DisplayPreferencesId(Item item)
        => (item.Kind is BaseItemKind.CollectionFolder or BaseItemKind.UserView ? item.Id : ItemId.FromKey($"view:{item.Kind}")).ToString("N");

    private static string? SeriesStudio(Item item, ItemDtoContext context)
        => item.Kind is BaseItemKind.Episode or BaseItemKind.Season ? context.Relative(item.SeriesId)?.Studios.FirstOrDefault() ?? "" : null;

    private static IReadOnlyList<ChapterInfo> Chapters(Item item, ItemDtoContext context)
        => context.Media.TryGetValue(item.Id, out var media)
            ? [.. media.Chapters.Select(chapter => new ChapterInfo(chapter.StartTicks, chapter.Name, chapter.ImageModified ?? default, chapter.ImageTag))]
            : [];

    private static List<MediaSourceInfo>? Sources(Item item, ItemDtoContext context)
        => context.Sources.TryGetValue(item.Id, out var sources) ? [.. sources.Select(source => MediaSourceInfo.From(source, item.Id))] : null;

    private static void FillSettings(BaseItemDto dto, Item item)
    {
        dto.LockData = item.LockData;
        dto.LockedFields = item.LockedFields;
        dto.PreferredMetadataLanguage = item.PreferredMetadataLanguage;
        dto.PreferredMetadataCountryCode = item.PreferredMetadataCountryCode;
    }

    private static void FillSpecialNumbers(BaseItemDto dto, Item item)
    {
        dto.AirsBeforeSeasonNumber = item.AirsBeforeSeasonNumber;
        dto.AirsAfterSeasonNumber = item.AirsAfterSeasonNumber;
        dto.AirsBeforeEpisodeNumber = item.AirsBeforeEpisodeNumber;
    }
}
