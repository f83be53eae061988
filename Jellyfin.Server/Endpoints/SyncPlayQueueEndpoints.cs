using Emby.Server.Implementations.SyncPlay;
using Jellyfin.Server.Contracts.SyncPlay;
using MediaBrowser.Controller.SyncPlay;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>What a group plays.</summary>
internal static class SyncPlayQueueEndpoints
{
    public static void MapSyncPlayQueue(this IEndpointRouteBuilder api)
    {
        api.MapPost("/SyncPlay/SetNewQueue", PlayAsync).WithName("SyncPlaySetNewQueue").Needs(SyncPlayNeed.Access);
        api.MapPost("/SyncPlay/Queue", QueueAsync).WithName("SyncPlayQueue").Needs(SyncPlayNeed.Access);
        api.MapPost("/SyncPlay/SetPlaylistItem", SetItemAsync).WithName("SyncPlaySetPlaylistItem").Needs(SyncPlayNeed.Access);
        api.MapPost("/SyncPlay/NextItem", NextAsync).WithName("SyncPlayNextItem").Needs(SyncPlayNeed.Access);
        api.MapPost("/SyncPlay/PreviousItem", PreviousAsync).WithName("SyncPlayPreviousItem").Needs(SyncPlayNeed.Access);
        api.MapPost("/SyncPlay/RemoveFromPlaylist", RemoveAsync).WithName("SyncPlayRemoveFromPlaylist").Needs(SyncPlayNeed.Access);
        api.MapPost("/SyncPlay/MovePlaylistItem", MoveAsync).WithName("SyncPlayMovePlaylistItem").Needs(SyncPlayNeed.Access);
        api.MapPost("/SyncPlay/SetRepeatMode", SetRepeatModeAsync).WithName("SyncPlaySetRepeatMode").Needs(SyncPlayNeed.Access);
        api.MapPost("/SyncPlay/SetShuffleMode", SetShuffleModeAsync).WithName("SyncPlaySetShuffleMode").Needs(SyncPlayNeed.Access);
    }

    private static Task<Results<NoContent, ContentHttpResult>> PlayAsync(PlayRequestDto body, SyncPlayRequest request, SyncPlayQueues queues)
        => AnswerAsync(
            body.PlayingQueue,
            items => queues.PlayAsync(
                request.Own.Identity, items, body.PlayingItemPosition, body.StartPositionTicks, request.CancellationToken));

    private static Task<Results<NoContent, ContentHttpResult>> QueueAsync(QueueRequestDto body, SyncPlayRequest request, SyncPlayQueues queues)
        => AnswerAsync(body.ItemIds, items => queues.AddAsync(request.Own.Identity, items, body.Mode, request.CancellationToken));

    private static Task<Results<NoContent, ContentHttpResult>> SetItemAsync(PlaylistItemRequestDto body, SyncPlayRequest request)
        => request.HandleAsync(new SetItemEvent(request.SessionId, body.PlaylistItemId));

    private static Task<Results<NoContent, ContentHttpResult>> NextAsync(PlaylistItemRequestDto body, SyncPlayRequest request)
        => request.HandleAsync(new NextItemEvent(request.SessionId, body.PlaylistItemId));

    private static Task<Results<NoContent, ContentHttpResult>> PreviousAsync(PlaylistItemRequestDto body, SyncPlayRequest request)
        => request.HandleAsync(new PreviousItemEvent(request.SessionId, body.PlaylistItemId));

    private static Task<Results<NoContent, ContentHttpResult>> RemoveAsync(RemoveFromPlaylistRequestDto body, SyncPlayRequest request)
        => request.HandleAsync(
            new RemoveItemsEvent(request.SessionId, body.PlaylistItemIds?.ToHashSet() ?? [], body.ClearPlaylist, body.ClearPlayingItem));

    private static Task<Results<NoContent, ContentHttpResult>> MoveAsync(MovePlaylistItemRequestDto body, SyncPlayRequest request)
        => request.HandleAsync(new MoveItemEvent(request.SessionId, body.PlaylistItemId, body.NewIndex));

    private static Task<Results<NoContent, ContentHttpResult>> SetRepeatModeAsync(SetRepeatModeRequestDto body, SyncPlayRequest request)
        => request.HandleAsync(new RepeatModeEvent(request.SessionId, body.Mode));

    private static Task<Results<NoContent, ContentHttpResult>> SetShuffleModeAsync(SetShuffleModeRequestDto body, SyncPlayRequest request)
        => request.HandleAsync(new ShuffleModeEvent(request.SessionId, body.Mode, Random.Shared.Next()));

    private static async Task<Results<NoContent, ContentHttpResult>> AnswerAsync(
        IReadOnlyList<Guid>? items, Func<IReadOnlyList<Guid>, Task<bool>> handle)
        => items?.Count > SyncPlayQueues.MostItems ? ErrorTexts.BadRequest() : await SyncPlayRequest.AnswerAsync(handle(items ?? []));
}
