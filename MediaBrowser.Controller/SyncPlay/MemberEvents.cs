namespace MediaBrowser.Controller.SyncPlay;

/// <summary>A session comes in, or comes back with a player that knows nothing.</summary>
public sealed record JoinEvent(SyncPlayMember Member) : SyncPlayEvent(Member.SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.Buffer;

    internal override bool NeedsMember => false;

    internal override void Happen(SyncPlayTurn turn)
    {
        var isNew = turn.Group.Find(SessionId) is null;
        var member = Member with { JoinedAt = turn.Now };
        turn.Group = turn.Group with { Members = [.. turn.Group.Members.Where(other => other.SessionId != SessionId), member] };
        turn.Send(Recipients.Sender, new GroupJoined(turn.Group.InfoAt(turn.Now)));
        if (isNew)
        {
            turn.Send(Recipients.Others, new GroupText(GroupUpdateType.UserJoined, Member.UserName));
        }

        if (turn.Group.State is GroupStateType.Idle)
        {
            turn.TellSender();
            return;
        }

        turn.Wait();
        turn.TellQueue(Recipients.Sender, PlayQueueUpdateReason.NewPlaylist);
        turn.ChangeSender(sender => sender with { IsBuffering = true });
        turn.Command(Recipients.Ready, SendCommandType.Pause);
        turn.TellState();
    }
}

public sealed record LeaveEvent(string SessionId) : SyncPlayEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.Ready;

    internal override void Happen(SyncPlayTurn turn)
    {
        Remove(turn, turn.Sender);
        turn.Settle();
    }

    internal static void Remove(SyncPlayTurn turn, SyncPlayMember member)
    {
        turn.Group = turn.Group with { Members = [.. turn.Group.Members.Where(other => other.SessionId != member.SessionId)] };
        turn.Send([member.SessionId], new GroupText(GroupUpdateType.GroupLeft, turn.Group.Id.ToString()));
        turn.Send(Recipients.All, new GroupText(GroupUpdateType.UserLeft, member.UserName));
    }
}

public sealed record PingEvent(string SessionId, TimeSpan Ping) : SyncPlayEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.Ping;

    internal override void Happen(SyncPlayTurn turn) => turn.ChangeSender(member => member with { Ping = Ping });
}

public sealed record IgnoreWaitEvent(string SessionId, bool IgnoresWait) : SyncPlayEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.IgnoreWait;

    internal override void Happen(SyncPlayTurn turn)
    {
        turn.ChangeSender(member => member with { IgnoresWait = IgnoresWait });
        turn.Settle();
    }
}

/// <summary>Time passes: nobody waits for ever, and who does not come back is no member any more.</summary>
/// <param name="Connected">Sessions that have a web socket somewhere.</param>
/// <param name="Limits">How long is too long.</param>
public sealed record UpkeepEvent(IReadOnlySet<string> Connected, SyncPlayOptions Limits) : SyncPlayEvent("")
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.Ready;

    internal override bool NeedsMember => false;

    internal override void Happen(SyncPlayTurn turn)
    {
        turn.ChangeMembers(member => member with { AwaySince = Connected.Contains(member.SessionId) ? null : member.AwaySince ?? turn.Now });
        foreach (var gone in turn.Group.Members.Where(member => turn.Now - member.AwaySince >= Limits.AwayLimit).ToList())
        {
            LeaveEvent.Remove(turn, gone);
        }

        if (turn.Now - turn.Group.WaitingSince >= Limits.WaitLimit)
        {
            turn.ChangeMembers(member => member.IsAwaited ? member with { IsLate = true } : member);
        }

        // With everybody away there is nobody to play to.
        if (turn.Group.Members.Any(member => member.AwaySince is null))
        {
            turn.Settle();
        }
    }
}
