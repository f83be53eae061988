using MediaBrowser.Controller.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Jellyfin.Server.Contracts.Sessions;

/// <summary>What a session is to play.</summary>
public sealed record PlayQuery
{
    [FromRoute]
    public required string SessionId { get; init; }

    public required AnyCase<PlayCommand> PlayCommand { get; init; }

    public CommaSeparated<Guid>? ItemIds { get; init; }

    public long? StartPositionTicks { get; init; }

    public string? MediaSourceId { get; init; }

    public int? AudioStreamIndex { get; init; }

    public int? SubtitleStreamIndex { get; init; }

    public int? StartIndex { get; init; }

    /// <summary>Clients know no shuffled start: they get the items in another order.</summary>
    public PlayRequest ToRequest(Guid controllingUserId)
    {
        var ids = (ItemIds ?? []).ToArray();
        var isShuffled = PlayCommand.Value is MediaBrowser.Controller.Sessions.PlayCommand.PlayShuffle;
        if (isShuffled)
        {
            Random.Shared.Shuffle(ids);
        }

        return new PlayRequest
        {
            ItemIds = ids,
            PlayCommand = isShuffled ? MediaBrowser.Controller.Sessions.PlayCommand.PlayNow : PlayCommand.Value,
            StartPositionTicks = StartPositionTicks,
            MediaSourceId = MediaSourceId,
            AudioStreamIndex = AudioStreamIndex,
            SubtitleStreamIndex = SubtitleStreamIndex,
            StartIndex = StartIndex,
            ControllingUserId = controllingUserId,
        };
    }
}
