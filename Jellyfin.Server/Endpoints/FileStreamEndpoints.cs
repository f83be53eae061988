using Emby.Server.Implementations.Playback;
using Emby.Server.Implementations.Streaming.Progressive;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Items;
using MediaBrowser.Controller.Streaming;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Media files as they are, or in another form.</summary>
internal static class FileStreamEndpoints
{
    private static readonly string[] GetAndHead = ["GET", "HEAD"];

    /// <summary>Players send no credentials for files as they are; what has to be made is made for those who are logged in, as for segments.</summary>
    public static void MapFileStreams(this IEndpointRouteBuilder api)
    {
        api.MapMethods("/Videos/{itemId}/stream", GetAndHead, StreamAsync).AllowAnonymous().WithName("GetVideoStream");
        api.MapMethods("/Videos/{itemId}/stream.{container}", GetAndHead, StreamAsync).AllowAnonymous().WithName("GetVideoStreamByContainer");
        api.MapMethods("/Audio/{itemId}/stream", GetAndHead, StreamAsync).AllowAnonymous().WithName("GetAudioStream");
        api.MapMethods("/Audio/{itemId}/stream.{container}", GetAndHead, StreamAsync).AllowAnonymous().WithName("GetAudioStreamByContainer");
        api.MapGet("/Items/{itemId}/Download", DownloadAsync).WithName("GetDownload");
        api.MapGet("/Items/{itemId}/File", FileAsync).WithName("GetFile");
    }

    private static async Task<IResult> StreamAsync(
        [AsParameters] StreamQuery query, HttpContext http, Caller caller, PlaybackItems items, ProgressiveService streams, CancellationToken cancellationToken)
    {
        var itemId = query.ItemId;
        if (query.Static != true)
        {
            if (!caller.IsAuthenticated)
            {
                return TypedResults.Unauthorized();
            }

            var request = new ProgressiveRequest
            {
                ItemId = itemId,
                Container = query.Container,
                Parameters = HlsQuery.Parse(http.Request),
                Original = http.Request.ForReplicas(caller),
                User = caller.User,
            };
            return await streams.AnswerAsync(request, http.Request.Method, cancellationToken);
        }

        var path = await items.FindPathAsync(itemId, query.MediaSourceId, cancellationToken);
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

/// <summary>How a file is wanted; everything else of the query says what is to be made of it.</summary>
internal sealed record StreamQuery
{
    public required Guid ItemId { get; init; }

    /// <summary>In the path or in the query.</summary>
    public string? Container { get; init; }

    public bool? Static { get; init; }

    public string? MediaSourceId { get; init; }
}
