using Emby.Server.Implementations.Trickplay;
using Jellyfin.Server.Authentication;
using MediaBrowser.Controller.Streaming;
using MediaBrowser.Controller.Trickplay;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Preview pictures for seeking.</summary>
internal static class TrickplayEndpoints
{
    public static void MapTrickplay(this IEndpointRouteBuilder api)
    {
        var trickplay = api.MapGroup("/Videos/{itemId}/Trickplay/{width}");
        trickplay.MapGet("/tiles.m3u8", PlaylistAsync).WithName("GetTrickplayHlsPlaylist");
        trickplay.MapGet("/{index}.jpg", TileAsync).WithName("GetTrickplayTileImage");
    }

    private static async Task<Results<ContentHttpResult, NotFound>> PlaylistAsync(
        Guid itemId, int width, string? mediaSourceId, Caller caller, TrickplayService trickplay, CancellationToken cancellationToken)
        => await trickplay.FindAsync(itemId, mediaSourceId, width, caller.User, cancellationToken) is { } set
            ? TypedResults.Text(TrickplayTiles.Playlist(set, $"?MediaSourceId={set.ItemId:N}&ApiKey={caller.Token}"), HlsPlaylists.ContentType)
            : TypedResults.NotFound();

    private static async Task<Results<PhysicalFileHttpResult, NotFound>> TileAsync(
        Guid itemId, int width, int index, string? mediaSourceId, Caller caller, TrickplayService trickplay, CancellationToken cancellationToken)
        => await trickplay.FindTileAsync(itemId, mediaSourceId, width, index, caller.User, cancellationToken) is { } path
            ? TypedResults.PhysicalFile(path, "image/jpeg")
            : TypedResults.NotFound();
}
