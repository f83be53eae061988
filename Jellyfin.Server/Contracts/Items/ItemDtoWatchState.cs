using MediaBrowser.Controller.Library;

namespace Jellyfin.Server.Contracts.Items;

/// <summary>Watch state; that of a folder follows from what is in it.</summary>
internal static class ItemDtoWatchState
{
    public static void Fill(BaseItemDto dto, Item item, ItemDtoContext context)
    {
        if (context.User is null || !context.Options.EnableUserData || item.Kind is BaseItemKind.Genre or BaseItemKind.Year)
        {
            return;
        }

        var state = UserItemDataDto.From(item.Id, context.UserData.GetValueOrDefault(item.Id), item.RunTimeTicks);
        if (ItemDtoLoader.HasWatchState(item.Kind))
        {
            var counts = context.Folders.GetValueOrDefault(item.Id);
            var (playable, unplayed) = (counts?.Playable ?? 0, counts?.Unplayed ?? 0);
            state = state with
            {
                UnplayedItemCount = unplayed,
                PlayedPercentage = playable > 0 ? 100.0 * (playable - unplayed) / playable : null,
                Played = playable > 0 ? unplayed == 0 : state.Played,
            };
        }

        dto.UserData = state;
    }
}
