using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts.Items;

/// <summary>What every answer has of an item.</summary>
internal static class ItemDtoBasics
{
    public static BaseItemDto Create(Item item, string serverId)
    {
        var isByName = IsByName(item.Kind);
        var dto = new BaseItemDto
        {
            Name = item.Name,
            ServerId = serverId,
            Id = item.Id,
            Type = item.Kind,
            IsFolder = isByName ? null : item.IsFolder,
            MediaType = item.MediaType,
            LocationType = item.IsVirtual && item.Kind == BaseItemKind.Episode ? "Virtual" : "FileSystem",
            CollectionType = item.CollectionType,
            Container = item.Container,
            HasSubtitles = item.HasSubtitles ? true : null,
            OfficialRating = item.OfficialRating,
            CommunityRating = item.CommunityRating,
            CriticRating = item.CriticRating,
            RunTimeTicks = item.RunTimeTicks,
            ProductionYear = item.ProductionYear,
            PremiereDate = item.PremiereDate,
            EndDate = item.EndDate,
            ExtraType = item.ExtraType,
            VideoType = item.MediaType == MediaType.Video ? "VideoFile" : null,
        };
        FillNumbers(dto, item);
        return dto;
    }

    /// <summary>Items that only stand for a name: they are no folder of the library.</summary>
    public static bool IsByName(BaseItemKind kind)
        => kind is BaseItemKind.Genre or BaseItemKind.MusicGenre or BaseItemKind.Studio or BaseItemKind.Person or BaseItemKind.Year;

    private static void FillNumbers(BaseItemDto dto, Item item)
    {
        dto.IndexNumber = item.IndexNumber;
        dto.IndexNumberEnd = item.IndexNumberEnd;
        dto.ParentIndexNumber = item.ParentIndexNumber;
        dto.SeriesName = item.SeriesName;
        dto.SeriesId = item.SeriesId;
        dto.SeasonId = item.SeasonId;
        dto.SeasonName = item.SeasonName;
        if (item.Kind == BaseItemKind.Series)
        {
            dto.Status = item.Status;
            dto.AirTime = item.AirTime;
            dto.AirDays = item.AirDays;
        }
    }
}
