using Emby.Server.Implementations.Playback;
using Jellyfin.Server.Authentication;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>Sound for players that ask without a device profile.</summary>
internal static class UniversalAudioEndpoints
{
    private static readonly string[] GetAndHead = ["GET", "HEAD"];

    public static void MapUniversalAudio(this IEndpointRouteBuilder api)
        => api.MapMethods("/Audio/{itemId}/universal", GetAndHead, GetAsync).WithName("GetUniversalAudioStream");

    private static async Task<Results<PhysicalFileHttpResult, RedirectHttpResult, NotFound, StatusCodeHttpResult>> GetAsync(
        [AsParameters] UniversalAudioQuery query, RequestedUserOrNone user, Caller caller, PlaybackItems items, CancellationToken cancellationToken)
    {
        var source = await items.FindSourceAsync(query.ItemId, query.MediaSourceId, user.User, cancellationToken);
        if (source is null || !File.Exists(source.Path))
        {
            return TypedResults.NotFound();
        }

        if (UniversalAudio.TakesFile(source, query.Container, query.MaxStreamingBitrate))
        {
            return TypedResults.PhysicalFile(source.Path, ContentTypes.Of(Path.GetExtension(source.Path)), enableRangeProcessing: true);
        }

        if (query.TranscodingProtocol != MediaStreamProtocol.hls)
        {
            return TypedResults.StatusCode(StatusCodes.Status501NotImplemented);
        }

        var playSession = string.IsNullOrEmpty(query.PlaySessionId) ? Guid.CreateVersion7().ToString("N") : query.PlaySessionId;
        return TypedResults.Redirect(UniversalAudio.StreamUrl(
            query.ItemId,
            source,
            new UniversalAudioRequest(query.DeviceId ?? caller.DeviceId, playSession, caller.Token)
            {
                AudioCodec = query.AudioCodec,
                Container = query.TranscodingContainer,
                Bitrate = query.AudioBitRate ?? query.MaxStreamingBitrate,
                MaxSampleRate = query.MaxAudioSampleRate,
                MaxChannels = query.TranscodingAudioChannels ?? query.MaxAudioChannels,
            }));
    }
}

/// <summary>What a player takes.</summary>
internal sealed record UniversalAudioQuery
{
    public required Guid ItemId { get; init; }

    public string? Container { get; init; }

    public string? MediaSourceId { get; init; }

    public string? DeviceId { get; init; }

    public string? PlaySessionId { get; init; }

    public string? AudioCodec { get; init; }

    public string? TranscodingContainer { get; init; }

    public MediaStreamProtocol? TranscodingProtocol { get; init; }

    public int? MaxStreamingBitrate { get; init; }

    public int? AudioBitRate { get; init; }

    public int? MaxAudioSampleRate { get; init; }

    public int? MaxAudioChannels { get; init; }

    public int? TranscodingAudioChannels { get; init; }
}
