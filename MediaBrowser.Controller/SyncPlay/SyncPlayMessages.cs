using System.Text.Json.Serialization;

namespace MediaBrowser.Controller.SyncPlay;

/// <summary>What a member is told.</summary>
[JsonDerivedType(typeof(GroupJoined), nameof(GroupJoined))]
[JsonDerivedType(typeof(GroupText), nameof(GroupText))]
[JsonDerivedType(typeof(GroupStateUpdate), nameof(GroupStateUpdate))]
[JsonDerivedType(typeof(PlayQueueUpdate), nameof(PlayQueueUpdate))]
[JsonDerivedType(typeof(SendCommand), nameof(SendCommand))]
public abstract record SyncPlayMessage;

/// <summary>Somebody is in the group now.</summary>
public sealed record GroupJoined(GroupInfo Info) : SyncPlayMessage;

/// <summary>Updates whose data is a name, an id or nothing.</summary>
public sealed record GroupText(GroupUpdateType Type, string Text) : SyncPlayMessage;

public sealed record GroupStateUpdate(GroupStateType State, PlaybackRequestType Reason) : SyncPlayMessage;

/// <param name="Reason">What changed.</param>
/// <param name="Queue">As it is now.</param>
/// <param name="StartPositionTicks">Where the item begins, or is.</param>
/// <param name="IsPlaying">It runs at this moment.</param>
public sealed record PlayQueueUpdate(PlayQueueUpdateReason Reason, SyncPlayQueue Queue, long StartPositionTicks, bool IsPlaying) : SyncPlayMessage;

/// <param name="PlaylistItemId">Clients that play another item ignore the command.</param>
/// <param name="When">When to do it, by the cluster's clock.</param>
/// <param name="PositionTicks">Where playback is at that time.</param>
/// <param name="Command">What to do.</param>
/// <param name="EmittedAt">When the server decided it.</param>
public sealed record SendCommand(Guid PlaylistItemId, DateTimeOffset When, long PositionTicks, SendCommandType Command, DateTimeOffset EmittedAt)
    : SyncPlayMessage;

/// <summary>What everybody who may join is told of a group.</summary>
public sealed record GroupInfo(Guid Id, string Name, GroupStateType State, IReadOnlyList<string> Participants, DateTimeOffset LastUpdatedAt);

/// <summary>A message on its way to some sessions.</summary>
/// <param name="Number">Counts the messages of a group.</param>
/// <param name="At">When it was decided.</param>
/// <param name="SessionIds">Who gets it.</param>
/// <param name="Message">The message.</param>
public sealed record SyncPlayOutgoing(long Number, DateTimeOffset At, IReadOnlyList<string> SessionIds, SyncPlayMessage Message);

/// <summary>Published after a group was written: replicas with sockets of these sessions have messages to deliver.</summary>
public sealed record SyncPlayGroupChanged(Guid GroupId, IReadOnlyList<string> SessionIds);

/// <summary>Published for a session that is in no group: why its request did nothing.</summary>
public sealed record SyncPlayRefusal(string SessionId, Guid GroupId, GroupUpdateType Type);
