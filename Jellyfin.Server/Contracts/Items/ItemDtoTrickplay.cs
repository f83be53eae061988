using System.Globalization;
using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts.Items;

/// <summary>Preview pictures of videos: by media source, then by width. Sources without previews are left out.</summary>
internal static class ItemDtoTrickplay
{
    public static void Fill(BaseItemDto dto, Item item, ItemDtoContext context)
        => dto.Trickplay = item.MediaType != MediaType.Video ? null : context.Sources.GetValueOrDefault(item.Id, [])
            .Where(source => context.Trickplay.Contains(source.Id))
            .ToDictionary(
                source => source.Id.ToString("N"),
                source => context.Trickplay[source.Id].ToDictionary(set => set.Width.ToString(CultureInfo.InvariantCulture), TrickplayInfoDto.From));
}
