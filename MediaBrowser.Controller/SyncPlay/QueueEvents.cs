namespace MediaBrowser.Controller.SyncPlay;

/// <summary>Something else is to be played.</summary>
/// <param name="SessionId">Who wants it.</param>
/// <param name="Queue">What.</param>
/// <param name="StartPositionTicks">From where in the first item.</param>
/// <param name="Viewers">Users who may see all of it; the group plays nothing that a member may not see.</param>
public sealed record PlayEvent(string SessionId, SyncPlayQueue Queue, long StartPositionTicks, IReadOnlySet<Guid> Viewers) : SyncPlayEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.Play;

    internal override void Happen(SyncPlayTurn turn)
    {
        if (Queue.PlayingIndex < 0 || Queue.PlayingIndex >= Queue.Items.Count || !turn.Group.Members.All(member => Viewers.Contains(member.UserId)))
        {
            return;
        }

        turn.Play(Queue, PlayQueueUpdateReason.NewPlaylist, StartPositionTicks, resumes: true);
    }
}

/// <summary>Another item of the queue is to be played, from its beginning.</summary>
public abstract record OtherItemEvent(string SessionId) : SyncPlayEvent(SessionId)
{
    internal abstract PlayQueueUpdateReason QueueReason { get; }

    internal override void Happen(SyncPlayTurn turn)
    {
        if (Choose(turn) is { } queue)
        {
            turn.Play(queue, QueueReason, 0, resumes: true);
        }
    }

    internal abstract SyncPlayQueue? Choose(SyncPlayTurn turn);
}

public sealed record SetItemEvent(string SessionId, Guid PlaylistItemId) : OtherItemEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.SetPlaylistItem;

    internal override PlayQueueUpdateReason QueueReason => PlayQueueUpdateReason.SetCurrentItem;

    internal override SyncPlayQueue? Choose(SyncPlayTurn turn) => turn.Group.Queue.Choose(PlaylistItemId);
}

/// <param name="SessionId">Who wants it.</param>
/// <param name="PlaylistItemId">What plays there: when a film ends every member asks for the next one, and only the first is meant.</param>
public sealed record NextItemEvent(string SessionId, Guid PlaylistItemId) : OtherItemEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.NextItem;

    internal override PlayQueueUpdateReason QueueReason => PlayQueueUpdateReason.NextItem;

    internal override SyncPlayQueue? Choose(SyncPlayTurn turn) => turn.IsPlaying(PlaylistItemId) ? turn.Group.Queue.Next() : null;
}

/// <inheritdoc cref="NextItemEvent"/>
public sealed record PreviousItemEvent(string SessionId, Guid PlaylistItemId) : OtherItemEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.PreviousItem;

    internal override PlayQueueUpdateReason QueueReason => PlayQueueUpdateReason.PreviousItem;

    internal override SyncPlayQueue? Choose(SyncPlayTurn turn) => turn.IsPlaying(PlaylistItemId) ? turn.Group.Queue.Previous() : null;
}

/// <param name="SessionId">Who wants it.</param>
/// <param name="Items">What is added.</param>
/// <param name="Mode">Where.</param>
/// <param name="Viewers">Users who may see all of it.</param>
public sealed record QueueEvent(string SessionId, IReadOnlyList<SyncPlayItem> Items, GroupQueueMode Mode, IReadOnlySet<Guid> Viewers)
    : SyncPlayEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.Queue;

    internal override void Happen(SyncPlayTurn turn)
    {
        if (Items.Count > 0 && turn.Group.Members.All(member => Viewers.Contains(member.UserId)))
        {
            turn.SetQueue(turn.Group.Queue.Add(Items, Mode));
            turn.TellQueue(Recipients.All, Mode is GroupQueueMode.Queue ? PlayQueueUpdateReason.Queue : PlayQueueUpdateReason.QueueNext);
        }
    }
}

/// <param name="SessionId">Who wants it.</param>
/// <param name="PlaylistItemIds">What goes.</param>
/// <param name="Clear">Everything goes instead.</param>
/// <param name="ClearPlaying">What plays as well.</param>
public sealed record RemoveItemsEvent(string SessionId, IReadOnlyCollection<Guid> PlaylistItemIds, bool Clear, bool ClearPlaying)
    : SyncPlayEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.RemoveFromPlaylist;

    internal override void Happen(SyncPlayTurn turn)
    {
        var before = turn.Group.Queue;
        var after = Clear ? before.Clear(keepsPlaying: !ClearPlaying) : before.Remove(PlaylistItemIds);
        if (ReferenceEquals(after, before))
        {
            return;
        }

        var goesOn = after.Playing?.PlaylistItemId == before.Playing?.PlaylistItemId;
        if (!goesOn && turn.Group.State is GroupStateType.Playing)
        {
            turn.Enter(GroupStateType.Waiting);
            turn.Group = turn.Group with { ResumesPlaying = true };
        }

        turn.SetQueue(after);
        turn.TellQueue(Recipients.All, PlayQueueUpdateReason.RemoveItems);
        if (!goesOn)
        {
            GoToOther(turn);
        }
    }

    private static void GoToOther(SyncPlayTurn turn)
    {
        turn.MoveTo(0);
        if (turn.Group.State is GroupStateType.Idle)
        {
            return;
        }

        if (turn.Group.Queue.Playing is null)
        {
            turn.Stop();
            return;
        }

        var resumes = turn.Group is { State: GroupStateType.Waiting, ResumesPlaying: true };
        turn.Play(turn.Group.Queue, PlayQueueUpdateReason.SetCurrentItem, 0, resumes);
    }
}

public sealed record MoveItemEvent(string SessionId, Guid PlaylistItemId, int NewIndex) : SyncPlayEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.MovePlaylistItem;

    internal override void Happen(SyncPlayTurn turn)
    {
        var moved = turn.Group.Queue.Move(PlaylistItemId, NewIndex);
        if (!ReferenceEquals(moved, turn.Group.Queue))
        {
            turn.SetQueue(moved);
            turn.TellQueue(Recipients.All, PlayQueueUpdateReason.MoveItem);
        }
    }
}

public sealed record RepeatModeEvent(string SessionId, GroupRepeatMode Mode) : SyncPlayEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.SetRepeatMode;

    internal override void Happen(SyncPlayTurn turn)
    {
        turn.SetQueue(turn.Group.Queue with { RepeatMode = Mode });
        turn.TellQueue(Recipients.All, PlayQueueUpdateReason.RepeatMode);
    }
}

/// <param name="SessionId">Who wants it.</param>
/// <param name="Mode">Sorted or not.</param>
/// <param name="Seed">The same one gives the same order.</param>
public sealed record ShuffleModeEvent(string SessionId, GroupShuffleMode Mode, int Seed) : SyncPlayEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.SetShuffleMode;

    internal override void Happen(SyncPlayTurn turn)
    {
        turn.SetQueue(Mode is GroupShuffleMode.Shuffle ? turn.Group.Queue.Shuffle(Seed) : turn.Group.Queue.Sort());
        turn.TellQueue(Recipients.All, PlayQueueUpdateReason.ShuffleMode);
    }
}
