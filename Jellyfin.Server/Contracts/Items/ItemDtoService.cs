using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;

namespace Jellyfin.Server.Contracts.Items;

/// <summary>Turns items into what clients get. Everything that is not in the items' rows is read at once for the whole list.</summary>
public sealed class ItemDtoService(ItemDtoLoader loader)
{
    /// <param name="items">In the order of the answer.</param>
    /// <param name="options">What is sent.</param>
    /// <param name="user">Whose watch state and rights; null = nobody's (API keys).</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public async Task<IReadOnlyList<BaseItemDto>> MapAsync(
        IReadOnlyList<Item> items, ItemDtoOptions options, User? user, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            return [];
        }

        var related = await loader.LoadAsync(items, options, user, cancellationToken);
        return [.. items.Select(item => Map(item, related))];
    }

    public async Task<BaseItemDto> MapAsync(Item item, ItemDtoOptions options, User? user, CancellationToken cancellationToken)
        => (await MapAsync([item], options, user, cancellationToken))[0];

    private static BaseItemDto Map(Item item, ItemDtoContext context)
    {
        var dto = ItemDtoBasics.Create(item, context.ServerId);
        ItemDtoImages.Fill(dto, item, context);
        ItemDtoDetails.Fill(dto, item, context);
        ItemDtoCounts.Fill(dto, item, context);
        ItemDtoWatchState.Fill(dto, item, context);
        return dto;
    }
}
