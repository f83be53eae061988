using Emby.Server.Implementations.Playback;
using Emby.Server.Implementations.Streaming.Progressive;
using Jellyfin.Server.Authentication;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Streaming;

namespace Jellyfin.Server.Endpoints;

/// <summary>Sound for players that ask without a device profile.</summary>
internal static class UniversalAudioEndpoints
{
    private static readonly string[] GetAndHead = ["GET", "HEAD"];

    public static void MapUniversalAudio(this IEndpointRouteBuilder api)
        => api.MapMethods("/Audio/{itemId}/universal", GetAndHead, GetAsync).WithName("GetUniversalAudioStream");

    private static async Task<IResult> GetAsync(
        [AsParameters] UniversalAudioQuery query,
        RequestedUserOrNone user,
        Caller caller,
        PlaybackItems items,
        ProgressiveService streams,
        HttpRequest http,
        CancellationToken cancellationToken)
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

        var playSession = string.IsNullOrEmpty(query.PlaySessionId) ? Guid.CreateVersion7().ToString("N") : query.PlaySessionId;
        var request = new UniversalAudioRequest(query.DeviceId ?? caller.DeviceId, playSession, caller.Token)
        {
            AudioCodec = query.AudioCodec,
            Container = query.TranscodingContainer,
            Bitrate = query.AudioBitRate ?? query.MaxStreamingBitrate,
            MaxSampleRate = query.MaxAudioSampleRate,
            MaxChannels = query.TranscodingAudioChannels ?? query.MaxAudioChannels,
            StartTimeTicks = query.StartTimeTicks,
        };
        if (query.TranscodingProtocol == MediaStreamProtocol.hls)
        {
            return TypedResults.Redirect(http.PathBase + UniversalAudio.StreamUrl(query.ItemId, source, request));
        }

        return await streams.AnswerAsync(
            new ProgressiveRequest
            {
                ItemId = query.ItemId,
                Container = query.TranscodingContainer,
                Parameters = UniversalAudio.Progressive(source, request),
                Original = http.ForReplicas(caller),
                User = user.User,
            },
            http.Method,
            cancellationToken);
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

    public long? StartTimeTicks { get; init; }
}
