using System.Globalization;
using System.Text;
using Emby.Server.Implementations.Playback;
using Emby.Server.Implementations.Streaming.Subtitles;
using Jellyfin.Server.Authentication;
using MediaBrowser.Controller.Streaming;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Subtitles as files, and what lies beside them in the container. Players send no credentials for these.</summary>
internal static class SubtitleEndpoints
{
    public static void MapSubtitles(this IEndpointRouteBuilder api)
    {
        var subtitles = api.MapGroup("/Videos/{itemId}/{mediaSourceId}/Subtitles/{index:int}");
        subtitles.MapGet("/Stream.{format}", GetAsync).AllowAnonymous().WithName("GetSubtitle");
        subtitles.MapGet("/{routeStartPositionTicks:long}/Stream.{format}", GetAsync).AllowAnonymous().WithName("GetSubtitleWithTicks");
        subtitles.MapGet("/subtitles.m3u8", PlaylistAsync).WithName("GetSubtitlePlaylist");
        api.MapGet("/Videos/{itemId}/{mediaSourceId}/Attachments/{index:int}", AttachmentAsync).AllowAnonymous().WithName("GetAttachment");
    }

    private static async Task<Results<ContentHttpResult, NotFound>> GetAsync(
        [AsParameters] SubtitleRoute route, PlaybackItems items, SubtitleService subtitles, CancellationToken cancellationToken)
    {
        var source = await items.FindSourceAsync(route.ItemId, route.MediaSourceId, null, cancellationToken);
        if (source is null)
        {
            return TypedResults.NotFound();
        }

        var query = new SubtitleQuery(route.Index, route.Format.ToLowerInvariant())
        {
            StartTicks = route.StartPositionTicks ?? route.RouteStartPositionTicks ?? 0,
            EndTicks = route.EndPositionTicks,
            KeepTimes = route.CopyTimestamps ?? false,
            AddTimeMap = route.AddVttTimeMap ?? false,
        };
        var text = await subtitles.GetAsync(source, query, cancellationToken);
        return text is null ? TypedResults.NotFound() : TypedResults.Text(text, ContentTypes.Of(query.Format));
    }

    private static async Task<Results<ContentHttpResult, NotFound>> PlaylistAsync(
        Guid itemId, string mediaSourceId, int index, int? segmentLength, Caller caller, PlaybackItems items, CancellationToken cancellationToken)
    {
        var source = await items.FindSourceAsync(itemId, mediaSourceId, null, cancellationToken);
        if (source?.Subtitle(index) is null || source.RunTimeTicks is not > 0 || segmentLength is < 1)
        {
            return TypedResults.NotFound();
        }

        return TypedResults.Text(Playlist(source.RunTimeTicks.Value, segmentLength ?? 30, caller.Token), HlsPlaylists.ContentType);
    }

    private static string Playlist(long durationTicks, int segmentLength, string? token)
    {
        var text = new StringBuilder("#EXTM3U\n");
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{segmentLength}\n")
            .Append("#EXT-X-VERSION:3\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n");
        var step = segmentLength * TimeSpan.TicksPerSecond;
        for (var start = 0L; start < durationTicks; start += step)
        {
            var end = Math.Min(start + step, durationTicks);
            text.Append("#EXTINF:").Append(FfmpegArguments.Seconds(end - start)).Append(",\n")
                .Append("stream.vtt?CopyTimestamps=true&AddVttTimeMap=true")
                .Append(CultureInfo.InvariantCulture, $"&StartPositionTicks={start}&EndPositionTicks={end}&ApiKey={token}\n");
        }

        return text.Append("#EXT-X-ENDLIST\n").ToString();
    }

    private static async Task<Results<PhysicalFileHttpResult, NotFound>> AttachmentAsync(
        Guid itemId, string mediaSourceId, int index, PlaybackItems items, StreamExtractor extractor, CancellationToken cancellationToken)
    {
        var source = await items.FindSourceAsync(itemId, mediaSourceId, null, cancellationToken);
        var attachment = source?.Attachments.FirstOrDefault(file => file.Index == index);
        var path = attachment is null ? null : await extractor.AttachmentAsync(source!, attachment, cancellationToken);
        return path is null
            ? TypedResults.NotFound()
            : TypedResults.PhysicalFile(path, ContentTypes.OfAttachment(attachment!));
    }
}

/// <summary>Address of a subtitle.</summary>
internal sealed record SubtitleRoute
{
    public required Guid ItemId { get; init; }

    public required string MediaSourceId { get; init; }

    public required int Index { get; init; }

    public required string Format { get; init; }

    public long? RouteStartPositionTicks { get; init; }

    /// <summary>Wins over the one in the route.</summary>
    public long? StartPositionTicks { get; init; }

    public long? EndPositionTicks { get; init; }

    public bool? CopyTimestamps { get; init; }

    public bool? AddVttTimeMap { get; init; }
}
