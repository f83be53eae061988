using System.Numerics;
using System.Security.Cryptography;
using Emby.Server.Implementations.Playback;
using Jellyfin.Server.Authentication;
using Jellyfin.Server.Contracts.Playback;
using Jellyfin.Server.Networking;
using MediaBrowser.Controller.Library;
using MediaBrowser.Controller.Playback;
using MediaBrowser.Controller.Playback.Decisions;
using MediaBrowser.Controller.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jellyfin.Server.Endpoints;

/// <summary>How something can be played.</summary>
internal static class PlaybackInfoEndpoints
{
    private const int DefaultBitrateTestSize = 102_400;
    private const int MaxBitrateTestSize = 100_000_000;

    public static void MapPlaybackInfo(this IEndpointRouteBuilder api)
    {
        api.MapGet("/Items/{itemId}/PlaybackInfo", GetAsync).WithName("GetPlaybackInfo");
        api.MapPost("/Items/{itemId}/PlaybackInfo", PostAsync).WithName("GetPostedPlaybackInfo");
        api.MapPost("/LiveStreams/Open", OpenLiveStream).WithName("OpenLiveStream");
        api.MapPost("/LiveStreams/Close", CloseLiveStream).WithName("CloseLiveStream");
        api.MapGet("/Playback/BitrateTest", TestBitrate).WithName("GetBitrateTestBytes");
    }

    private static Task<Results<Ok<PlaybackInfoResponse>, NotFound>> GetAsync(
        Guid itemId, RequestedUserOrNone user, PlaybackItems items, CancellationToken cancellationToken)
        => AnswerAsync(
            itemId,
            user.User,
            items,
            (item, sources) => new PlaybackInfoResponse
            {
                MediaSources = sources.Select(source => MediaSourceInfo.From(source, item.Id)).ToList(),
                PlaySessionId = NewPlaySessionId(),
            },
            cancellationToken);

    private static async Task<Results<Ok<PlaybackInfoResponse>, NotFound>> PostAsync(
        Guid itemId,
        [AsParameters] PlaybackInfoQuery query,
        PlaybackInfoDto? body,
        RequestedUserOrNone user,
        Caller caller,
        PlaybackItems items,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var wanted = (body ?? new PlaybackInfoDto()).OrElse(query);
        var isRemote = !http.RequestServices.GetRequiredService<ClientAddress>().IsInLocalNetwork(http);
        return await AnswerAsync(
            itemId, user.User, items, (item, sources) => Decide(item, sources, wanted, user.User, caller, isRemote), cancellationToken);
    }

    private static async Task<Results<Ok<PlaybackInfoResponse>, NotFound>> AnswerAsync(
        Guid itemId,
        User? user,
        PlaybackItems items,
        Func<Item, IReadOnlyList<MediaSource>, PlaybackInfoResponse> answer,
        CancellationToken cancellationToken)
    {
        var found = await items.FindAsync(itemId, user, cancellationToken);
        return found is null ? TypedResults.NotFound() : TypedResults.Ok(answer(found.Item, found.Sources));
    }

    private static PlaybackInfoResponse Decide(
        Item item, IReadOnlyList<MediaSource> sources, PlaybackInfoDto wanted, User? user, Caller caller, bool isRemote)
    {
        var mayPlay = user?.Policy.EnableMediaPlayback != false;
        var parts = new TranscodingUrlParts(item.Id, NewPlaySessionId(), caller.DeviceId, caller.Token, wanted.StartTimeTicks ?? 0);
        var wantedSource = Guid.TryParse(wanted.MediaSourceId, out var id) ? id : (Guid?)null;
        var answers = sources.Where(source => wantedSource is null || source.Id == wantedSource)
            .Select(source => DecideOne(source, RequestFor(source, wantedSource, wanted, user, isRemote), parts))
            .OrderByDescending(source => source.SupportsDirectPlay)
            .ToList();
        return new PlaybackInfoResponse
        {
            MediaSources = answers,
            PlaySessionId = parts.PlaySessionId,
            ErrorCode = mayPlay ? (answers.Count == 0 ? PlaybackErrorCode.NoCompatibleStream : null) : PlaybackErrorCode.NotAllowed,
        };
    }

    private static MediaSourceInfo DecideOne(MediaSource source, PlaybackRequest? request, TranscodingUrlParts parts)
        => request is null
            ? MediaSourceInfo.From(source, parts.ItemId)
            : DecidedMediaSource.From(source, request, PlaybackDecisions.Decide(source, request), parts);

    /// <summary>Stream indexes count only for the source that was named with them. Null without a device profile: nothing can be decided.</summary>
    private static PlaybackRequest? RequestFor(MediaSource source, Guid? wantedSource, PlaybackInfoDto wanted, User? user, bool isRemote)
        => wanted.DeviceProfile is null
            ? null
            : new PlaybackRequest
            {
                Profile = wanted.DeviceProfile,
                MaxStreamingBitrate = wanted.MaxStreamingBitrate,
                AudioStreamIndex = source.Id == wantedSource ? wanted.AudioStreamIndex : null,
                SubtitleStreamIndex = source.Id == wantedSource ? wanted.SubtitleStreamIndex : null,
                MaxAudioChannels = wanted.MaxAudioChannels,
                EnableDirectPlay = wanted.EnableDirectPlay ?? true,
                EnableTranscoding = wanted.EnableTranscoding ?? true,
                AllowVideoStreamCopy = wanted.AllowVideoStreamCopy ?? true,
                AllowAudioStreamCopy = wanted.AllowAudioStreamCopy ?? true,
                AlwaysBurnInSubtitleWhenTranscoding = wanted.AlwaysBurnInSubtitleWhenTranscoding ?? false,
                Policy = user?.Policy,
                IsRemote = isRemote,
            };

    private static string NewPlaySessionId() => Guid.CreateVersion7().ToString("N");

    /// <summary>There are no live streams: every token is unknown.</summary>
    private static NotFound OpenLiveStream() => TypedResults.NotFound();

    private static NoContent CloseLiveStream() => TypedResults.NoContent();

    /// <summary>Random bytes, as many as the next power of two.</summary>
    private static Results<FileContentHttpResult, ContentHttpResult> TestBitrate(int? size)
    {
        var wanted = size ?? DefaultBitrateTestSize;
        return wanted is < 1 or > MaxBitrateTestSize
            ? ErrorTexts.BadRequest()
            : TypedResults.File(RandomNumberGenerator.GetBytes((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(wanted, 16))), "application/octet-stream");
    }
}
