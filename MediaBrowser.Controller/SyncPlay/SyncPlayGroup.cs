using System.Text.Json.Serialization;

namespace MediaBrowser.Controller.SyncPlay;

/// <summary>
/// Everything about a group that watches together, shared by all replicas. It carries its latest messages: whichever replica holds a
/// member's socket delivers them, so that nothing is lost with the replica that made them.
/// </summary>
public sealed record SyncPlayGroup
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public GroupStateType State { get; init; }

    public SyncPlayQueue Queue { get; init; } = new();

    /// <summary>Where playback is at <see cref="PositionSince"/>.</summary>
    public long PositionTicks { get; init; }

    /// <summary>While playing, time runs from here; it may lie in the future.</summary>
    public DateTimeOffset PositionSince { get; init; }

    /// <summary>While waiting: play when everybody is ready; else pause.</summary>
    public bool ResumesPlaying { get; init; }

    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>Somebody did not want to wait: players that buffer do not stop the others until something else happens.</summary>
    public bool IgnoresBuffering { get; init; }

    /// <summary>Nobody = the group is gone; it only lives on until its last messages are delivered.</summary>
    public IReadOnlyList<SyncPlayMember> Members { get; init; } = [];

    public IReadOnlyList<SyncPlayOutgoing> Outbox { get; init; } = [];

    /// <summary>Number of the last message.</summary>
    public long LastNumber { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    [JsonIgnore]
    public bool IsGone => Members.Count == 0;

    public SyncPlayMember? Find(string sessionId) => Members.FirstOrDefault(member => member.SessionId == sessionId);

    /// <summary>Where playback is at a time.</summary>
    public long PositionAt(DateTimeOffset now)
        => State is GroupStateType.Playing ? Limit(PositionTicks + Math.Max((now - PositionSince).Ticks, 0)) : PositionTicks;

    /// <summary>Keeps a position within what plays.</summary>
    public long Limit(long ticks)
        => Queue.Playing is { RunTimeTicks: > 0 and var length } ? Math.Clamp(ticks, 0, length) : Math.Max(ticks, 0);

    public GroupInfo InfoAt(DateTimeOffset now)
        => new(Id, Name, State, [.. Members.Select(member => member.UserName).Distinct().Order(StringComparer.Ordinal)], now);

    public PlayQueueUpdate QueueAt(DateTimeOffset now, PlayQueueUpdateReason reason)
        => new(reason, Queue, PositionAt(now), State is GroupStateType.Playing);

    /// <summary>What a member that does not know must do to be where the group is.</summary>
    public SendCommand CommandAt(DateTimeOffset now) => State switch
    {
        // As it was sent first: clients know it again.
        GroupStateType.Playing => Command(SendCommandType.Unpause, PositionSince, now),
        GroupStateType.Idle => Command(SendCommandType.Stop, now, now),
        _ => Command(SendCommandType.Pause, now, now),
    };

    /// <summary>What a member is told whose socket was away: messages may have been lost in between.</summary>
    public IReadOnlyList<SyncPlayMessage> Greeting(SyncPlayMember member, DateTimeOffset now)
    {
        var command = State is GroupStateType.Waiting && member.IsBuffering
            // The report that it is ready may be what got lost: after a seek it says so again.
            ? Command(SendCommandType.Seek, now, now)
            : CommandAt(now);
        return State is GroupStateType.Idle
            ? [new GroupJoined(InfoAt(now)), command]
            :
            [
                new GroupJoined(InfoAt(now)),
                QueueAt(now, PlayQueueUpdateReason.NewPlaylist),
                new GroupStateUpdate(State, PlaybackRequestType.Ready),
                command,
            ];
    }

    internal SendCommand Command(SendCommandType type, DateTimeOffset when, DateTimeOffset now)
        => new(Queue.Playing?.PlaylistItemId ?? Guid.Empty, when, PositionTicks, type, now);
}
