using MediaBrowser.Controller.SyncPlay;

namespace Jellyfin.Server.Contracts.SyncPlay;

public sealed record GroupInfoDto(
    Guid GroupId, string GroupName, GroupStateType State, IReadOnlyList<string> Participants, DateTimeOffset LastUpdatedAt)
{
    public static GroupInfoDto From(GroupInfo info) => new(info.Id, info.Name, info.State, info.Participants, info.LastUpdatedAt);
}

/// <param name="GroupId">Empty when there is no group.</param>
/// <param name="Type">What <paramref name="Data"/> is.</param>
/// <param name="Data">Text or one of the records below.</param>
public sealed record GroupUpdateDto(Guid GroupId, GroupUpdateType Type, object Data);

public sealed record GroupStateUpdateDto(GroupStateType State, PlaybackRequestType Reason);

public sealed record SyncPlayQueueItemDto(Guid ItemId, Guid PlaylistItemId);

public sealed record PlayQueueUpdateDto(
    PlayQueueUpdateReason Reason,
    DateTimeOffset LastUpdate,
    IReadOnlyList<SyncPlayQueueItemDto> Playlist,
    int PlayingItemIndex,
    long StartPositionTicks,
    bool IsPlaying,
    GroupShuffleMode ShuffleMode,
    GroupRepeatMode RepeatMode)
{
    public static PlayQueueUpdateDto From(PlayQueueUpdate update) => new(
        update.Reason,
        update.Queue.LastChange,
        [.. update.Queue.Items.Select(item => new SyncPlayQueueItemDto(item.ItemId, item.PlaylistItemId))],
        update.Queue.PlayingIndex,
        update.StartPositionTicks,
        update.IsPlaying,
        update.Queue.ShuffleMode,
        update.Queue.RepeatMode);
}

public sealed record SendCommandDto(
    Guid GroupId, Guid PlaylistItemId, DateTimeOffset When, long PositionTicks, SendCommandType Command, DateTimeOffset EmittedAt)
{
    public static SendCommandDto From(Guid groupId, SendCommand command)
        => new(groupId, command.PlaylistItemId, command.When, command.PositionTicks, command.Command, command.EmittedAt);
}
