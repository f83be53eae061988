using Emby.Server.Implementations.Playback;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Streaming;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Media files as they are.</summary>
internal static class FileStreamEndpoints
{
    private static readonly string[] GetAndHead = ["GET", "HEAD"];

    /// <summary>Players send no credentials for these.</summary>
    public static void MapFileStreams(this IEndpointRouteBuilder api)
    {
        api.MapMethods("/Videos/{itemId}/stream", GetAndHead, StreamAsync).AllowAnonymous().WithName("GetVideoStream");
        api.MapMethods("/Videos/{itemId}/stream.{container}", GetAndHead, StreamAsync).AllowAnonymous().WithName("GetVideoStreamByContainer");
        api.MapMethods("/Audio/{itemId}/stream", GetAndHead, StreamAsync).AllowAnonymous().WithName("GetAudioStream");
        api.MapMethods("/Audio/{itemId}/stream.{container}", GetAndHead, StreamAsync).AllowAnonymous().WithName("GetAudioStreamByContainer");
        api.MapGet("/Items/{itemId}/Download", DownloadAsync).WithName("GetDownload");
        api.MapGet("/Items/{itemId}/File", FileAsync).WithName("GetFile");
    }

    private static async Task<Results<PhysicalFileHttpResult, NotFound, StatusCodeHttpResult>> StreamAsync(
        Guid itemId, bool? @static, string? mediaSourceId, PlaybackItems items, CancellationToken cancellationToken)
    {
        if (@static != true)
        {
            // Streams that are made on the way are served in segments only.
            return TypedResults.StatusCode(StatusCodes.Status501NotImplemented);
        }

        var path = await items.FindPathAsync(itemId, mediaSourceId, cancellationToken);
        return Exists(path) ? Send(path!) : TypedResults.NotFound();
    }

    private static async Task<Results<PhysicalFileHttpResult, NotFound, ForbidHttpResult>> DownloadAsync(
        Guid itemId, Caller caller, PlaybackItems items, CancellationToken cancellationToken)
    {
        var found = await items.FindAsync(itemId, caller.User, cancellationToken);
        if (found is null || !Exists(found.Item.Path))
        {
            return TypedResults.NotFound();
        }

        return ItemRights.CanDownload(found.Item, caller.User)
            ? Send(found.Item.Path!, Path.GetFileName(found.Item.Path))
            : TypedResults.Forbid();
    }

    private static async Task<Results<PhysicalFileHttpResult, NotFound>> FileAsync(
        Guid itemId, Caller caller, PlaybackItems items, CancellationToken cancellationToken)
    {
        var found = await items.FindAsync(itemId, caller.User, cancellationToken);
        return found is not null && Exists(found.Item.Path) ? Send(found.Item.Path!) : TypedResults.NotFound();
    }

    private static bool Exists(string? path) => path is not null && File.Exists(path);

    private static PhysicalFileHttpResult Send(string path, string? downloadName = null)
        => TypedResults.PhysicalFile(path, ContentTypes.Of(Path.GetExtension(path)), downloadName, enableRangeProcessing: true);
}
