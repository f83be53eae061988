using Jellyfin.Server.Contracts;
using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Browsing;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Watch state as clients get it: that of a folder follows from what is in it.</summary>
internal sealed class UserDataAnswer(IItemQueryStore items, IUserDataStore userData, ItemDtoService dtos)
{
    private static readonly ItemDtoOptions OnlyUserData = new() { EnableImages = false };

    /// <summary>Makes a change of an item that the user may see, and answers with its watch state afterwards.</summary>
    public async Task<Results<Ok<UserItemDataDto>, NotFound>> AfterAsync(
        Guid itemId, User user, Func<Item, Task> change, CancellationToken cancellationToken)
    {
        var item = await items.FindAsync(itemId, Viewer.Of(user), cancellationToken);
        if (item is null)
        {
            return TypedResults.NotFound();
        }

        await change(item);
        return TypedResults.Ok((await ReadAsync([item], user, cancellationToken))[0]);
    }

    public async Task<IReadOnlyList<UserItemDataDto>> ReadAsync(IReadOnlyList<Item> list, User user, CancellationToken cancellationToken)
    {
        var mapped = await dtos.MapAsync(list, OnlyUserData, user, cancellationToken);
        // Genres and years have no watch state in lists, but can be favourites.
        var others = await userData.FindManyAsync(
            user.Id, [.. mapped.Where(dto => dto.UserData is null).Select(dto => dto.Id)], cancellationToken);
        return [.. mapped.Select(dto => dto.UserData ?? UserItemDataDto.From(dto.Id, others.GetValueOrDefault(dto.Id), null))];
    }
}
