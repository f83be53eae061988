using Emby.Server.Implementations.Streaming.Hls;
using Jellyfin.Server.Authentication;
using MediaBrowser.Controller.Streaming;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Streams in segments. Everything that is needed to make one is in its address, so any replica can.</summary>
internal static class HlsEndpoints
{
    private static readonly string[] GetAndHead = ["GET", "HEAD"];

    public static void MapHls(this IEndpointRouteBuilder api)
    {
        foreach (var (area, kind) in new[] { ("Videos", "Video"), ("Audio", "Audio") })
        {
            var stream = api.MapGroup($"/{area}/{{itemId}}");
            stream.MapMethods("/master.m3u8", GetAndHead, MasterAsync).WithName($"GetMasterHls{kind}Playlist");
            stream.MapGet("/main.m3u8", MediaAsync).WithName($"GetVariantHls{kind}Playlist");
            stream.MapGet("/hls1/{playlistId}/{segmentId:int}.{container}", SegmentAsync).WithName($"GetHls{kind}Segment");
        }

        api.MapDelete("/Videos/ActiveEncodings", StopAsync).WithName("StopEncodingProcess");
    }

    private static async Task<Results<ContentHttpResult, NotFound>> MasterAsync(
        Guid itemId, HttpContext http, Caller caller, HlsService hls, CancellationToken cancellationToken)
    {
        var parameters = HlsQuery.Parse(http.Request);
        var plan = await hls.PlanAsync(itemId, parameters, caller.User, cancellationToken);
        if (plan is null)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.Expires = "0";
        var query = HlsQuery.Fix(http.Request.QueryString.Value ?? "", plan, parameters);
        var playlist = HlsPlaylists.Master(StreamVariants.Of(plan, parameters, query));
        return TypedResults.Text(
            parameters.EnableSubtitlesInManifest
                ? HlsPlaylists.WithSubtitles(playlist, plan.Source, parameters.SubtitleStreamIndex, caller.Token)
                : playlist,
            HlsPlaylists.ContentType);
    }

    private static async Task<Results<ContentHttpResult, NotFound>> MediaAsync(
        Guid itemId, HttpContext http, Caller caller, HlsService hls, CancellationToken cancellationToken)
    {
        var parameters = HlsQuery.Parse(http.Request);
        var plan = await hls.PlanAsync(itemId, parameters, caller.User, cancellationToken);
        if (plan is null)
        {
            return TypedResults.NotFound();
        }

        return TypedResults.Text(HlsPlaylists.Media(plan, HlsQuery.Fix(http.Request.QueryString.Value ?? "", plan, parameters)), HlsPlaylists.ContentType);
    }

    private static async Task<Results<SegmentResult, NotFound, ContentHttpResult>> SegmentAsync(
        Guid itemId, int segmentId, HttpContext http, Caller caller, HlsService hls, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await hls.SegmentAsync(
                new SegmentRequest
                {
                    ItemId = itemId,
                    Segment = segmentId,
                    Parameters = HlsQuery.Parse(http.Request),
                    StreamQuery = HlsQuery.WithoutSegment(http.Request.QueryString.Value),
                    Original = http.Request.ForReplicas(caller),
                    User = caller.User,
                },
                cancellationToken);
            return answer is null ? TypedResults.NotFound() : new SegmentResult(answer, ContentTypes.Of(Path.GetExtension(http.Request.Path)));
        }
        catch (TranscodeFailedException exception)
        {
            return exception.ToAnswer();
        }
    }

    private static async Task<NoContent> StopAsync(
        string? deviceId, string? playSessionId, Caller caller, ITranscodeJobs jobs, CancellationToken cancellationToken)
    {
        var whose = caller.User?.Id;
        if (!string.IsNullOrEmpty(playSessionId))
        {
            await jobs.StopAsync(playSessionId, whose, cancellationToken);
        }
        else if (!string.IsNullOrEmpty(deviceId))
        {
            await jobs.StopDeviceAsync(deviceId, whose, cancellationToken);
        }

        return TypedResults.NoContent();
    }
}

/// <summary>Queries of streams.</summary>
internal static class HlsQuery
{
    private static readonly string[] OfOneSegment = ["runtimeTicks", "actualSegmentLengthTicks"];

    /// <summary>Of a name that is given twice the last value counts.</summary>
    public static StreamParameters Parse(HttpRequest request)
        => new(request.Query.ToDictionary(pair => pair.Key, pair => pair.Value[^1] ?? "", StringComparer.OrdinalIgnoreCase))
        {
            IsSoundAlone = request.Path.StartsWithSegments("/Audio"),
        };

    /// <summary>
    /// What was decided for a playlist holds for what it names (the main playlist, its segments), whatever becomes known or is set meanwhile. A copy
    /// needs no word: its key frames are kept.
    /// </summary>
    public static string Fix(string query, StreamPlan plan, StreamParameters parameters)
    {
        if (plan.Video is not { IsCopy: false } video)
        {
            return query;
        }

        string[] decided =
        [
            .. StreamPlanner.WantsVideoCopy(plan.Source, parameters) ? ["allowVideoStreamCopy=false"] : Array.Empty<string>(),
            .. parameters.VideoCodecs.Contains(',', StringComparison.Ordinal) ? ["VideoCodec=" + video.Codec] : Array.Empty<string>(),
        ];
        return decided.Length == 0 ? query : string.Join('&', [query.Length > 0 ? query : "?", .. decided]).Replace("?&", "?", StringComparison.Ordinal);
    }

    public static string WithoutSegment(string? query)
        => string.Join('&', (query ?? "").TrimStart('?').Split('&')
            .Where(pair => !OfOneSegment.Contains(pair.Split('=')[0], StringComparer.OrdinalIgnoreCase)));
}
