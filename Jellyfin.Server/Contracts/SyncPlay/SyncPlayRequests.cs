using MediaBrowser.Controller.SyncPlay;

namespace Jellyfin.Server.Contracts.SyncPlay;

public sealed record NewGroupRequestDto(string? GroupName);

public sealed record JoinGroupRequestDto(Guid GroupId);

public sealed record PlayRequestDto(IReadOnlyList<Guid>? PlayingQueue, int PlayingItemPosition, long StartPositionTicks);

public sealed record QueueRequestDto(IReadOnlyList<Guid>? ItemIds, GroupQueueMode Mode);

public sealed record RemoveFromPlaylistRequestDto(IReadOnlyList<Guid>? PlaylistItemIds, bool ClearPlaylist, bool ClearPlayingItem);

public sealed record MovePlaylistItemRequestDto(Guid PlaylistItemId, int NewIndex);

/// <summary>For SetPlaylistItem, NextItem and PreviousItem.</summary>
public sealed record PlaylistItemRequestDto(Guid PlaylistItemId);

public sealed record SeekRequestDto(long PositionTicks);

/// <summary>For Buffering and Ready.</summary>
public sealed record PlayerReportDto(DateTimeOffset When, long PositionTicks, bool IsPlaying, Guid PlaylistItemId)
{
    public PlayerReport ToReport() => new(When, PositionTicks, IsPlaying, PlaylistItemId);
}

public sealed record SetRepeatModeRequestDto(GroupRepeatMode Mode);

public sealed record SetShuffleModeRequestDto(GroupShuffleMode Mode);

public sealed record IgnoreWaitRequestDto(bool IgnoreWait);

/// <param name="Ping">Milliseconds; jellyfin-web sends fractions.</param>
public sealed record PingRequestDto(double Ping);
