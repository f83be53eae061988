using Emby.Server.Implementations.Sessions;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Played, favourite, rating. Every change is answered with the watch state as it is now: jellyfin-web reads the body.</summary>
internal static class UserDataEndpoints
{
    public static void MapUserData(this IEndpointRouteBuilder api)
    {
        api.MapGet("/UserItems/{itemId}/UserData", GetAsync).WithName("GetItemUserData");
        api.MapPost("/UserItems/{itemId}/UserData", UpdateAsync).WithName("UpdateItemUserData");
        api.MapPost("/UserItems/{itemId}/Rating", RateAsync).WithName("UpdateUserItemRating");
        api.MapDelete("/UserItems/{itemId}/Rating", UnrateAsync).WithName("DeleteUserItemRating");
        api.MapPost("/UserFavoriteItems/{itemId}", MarkFavoriteAsync).WithName("MarkFavoriteItem");
        api.MapDelete("/UserFavoriteItems/{itemId}", UnmarkFavoriteAsync).WithName("UnmarkFavoriteItem");
        api.MapPost("/UserPlayedItems/{itemId}", MarkPlayedAsync).WithName("MarkPlayedItem");
        api.MapDelete("/UserPlayedItems/{itemId}", MarkUnplayedAsync).WithName("MarkUnplayedItem");

        // jellyfin-web, Kodi and mpv-shim still use the old user-scoped forms.
        api.MapGet("/Users/{userId}/Items/{itemId}/UserData", GetAsync);
        api.MapPost("/Users/{userId}/Items/{itemId}/UserData", UpdateAsync);
        api.MapPost("/Users/{userId}/Items/{itemId}/Rating", RateAsync);
        api.MapDelete("/Users/{userId}/Items/{itemId}/Rating", UnrateAsync);
        api.MapPost("/Users/{userId}/FavoriteItems/{itemId}", MarkFavoriteAsync);
        api.MapDelete("/Users/{userId}/FavoriteItems/{itemId}", UnmarkFavoriteAsync);
        api.MapPost("/Users/{userId}/PlayedItems/{itemId}", MarkPlayedAsync);
        api.MapDelete("/Users/{userId}/PlayedItems/{itemId}", MarkUnplayedAsync);
    }

    private static Task<Results<Ok<UserItemDataDto>, NotFound>> GetAsync(
        Guid itemId, RequestedUser requested, UserDataAnswer answer, CancellationToken cancellationToken)
        => answer.AfterAsync(itemId, requested.User, _ => Task.CompletedTask, cancellationToken);

    private static Task<Results<Ok<UserItemDataDto>, NotFound>> UpdateAsync(
        Guid itemId,
        UpdateUserItemDataDto body,
        RequestedUser requested,
        UserDataService userData,
        UserDataAnswer answer,
        CancellationToken cancellationToken)
        => answer.AfterAsync(
            itemId, requested.User, item => userData.ChangeAsync(requested.Id, item, body.ToChange(), cancellationToken), cancellationToken);

    private static Task<Results<Ok<UserItemDataDto>, NotFound>> RateAsync(
        Guid itemId,
        bool? likes,
        RequestedUser requested,
        UserDataService userData,
        UserDataAnswer answer,
        CancellationToken cancellationToken)
    {
        var change = likes is { } value
            ? new UserDataChange { Likes = value, Rating = UpdateUserItemDataDto.RatingOf(value) }
            : new UserDataChange { ClearLikes = true };
        return answer.AfterAsync(itemId, requested.User, item => userData.ChangeAsync(requested.Id, item, change, cancellationToken), cancellationToken);
    }

    private static Task<Results<Ok<UserItemDataDto>, NotFound>> UnrateAsync(
        Guid itemId, RequestedUser requested, UserDataService userData, UserDataAnswer answer, CancellationToken cancellationToken)
        => RateAsync(itemId, null, requested, userData, answer, cancellationToken);

    private static Task<Results<Ok<UserItemDataDto>, NotFound>> MarkFavoriteAsync(
        Guid itemId, RequestedUser requested, UserDataService userData, UserDataAnswer answer, CancellationToken cancellationToken)
        => SetFavoriteAsync(itemId, true, requested.User, userData, answer, cancellationToken);

    private static Task<Results<Ok<UserItemDataDto>, NotFound>> UnmarkFavoriteAsync(
        Guid itemId, RequestedUser requested, UserDataService userData, UserDataAnswer answer, CancellationToken cancellationToken)
        => SetFavoriteAsync(itemId, false, requested.User, userData, answer, cancellationToken);

    private static Task<Results<Ok<UserItemDataDto>, NotFound>> SetFavoriteAsync(
        Guid itemId, bool isFavorite, User user, UserDataService userData, UserDataAnswer answer, CancellationToken cancellationToken)
        => answer.AfterAsync(
            itemId,
            user,
            item => userData.ChangeAsync(user.Id, item, new UserDataChange { IsFavorite = isFavorite }, cancellationToken),
            cancellationToken);

    private static Task<Results<Ok<UserItemDataDto>, NotFound>> MarkPlayedAsync(
        Guid itemId,
        LegacyDate? datePlayed,
        RequestedUser requested,
        UserDataService userData,
        UserDataAnswer answer,
        CancellationToken cancellationToken)
        => answer.AfterAsync(
            itemId, requested.User, item => userData.MarkPlayedAsync(requested.Id, item, datePlayed?.Value, cancellationToken), cancellationToken);

    private static Task<Results<Ok<UserItemDataDto>, NotFound>> MarkUnplayedAsync(
        Guid itemId, RequestedUser requested, UserDataService userData, UserDataAnswer answer, CancellationToken cancellationToken)
        => answer.AfterAsync(itemId, requested.User, item => userData.MarkUnplayedAsync(requested.Id, item, cancellationToken), cancellationToken);
}
