namespace MediaBrowser.Controller.SyncPlay;

internal enum Recipients
{
    Sender,
    All,
    Others,

    /// <summary>Members that do not buffer.</summary>
    Ready,
}

/// <summary>One event happens to a group: what the events' rules have in common. Nothing outside is touched.</summary>
internal sealed class SyncPlayTurn(SyncPlayGroup group, SyncPlayEvent happening, DateTimeOffset now)
{
    /// <summary>Who has not got a message by then gets the state of the group instead.</summary>
    private static readonly TimeSpan OutboxTime = TimeSpan.FromSeconds(10);

    private readonly SyncPlayGroup _before = group;
    private readonly List<SyncPlayOutgoing> _sent = [];

    public SyncPlayGroup Group { get; set; } = group;

    public DateTimeOffset Now => now;

    public SyncPlayMember Sender => Group.Find(happening.SessionId)!;

    /// <summary>How long a command needs to everybody and a little more.</summary>
    public TimeSpan Delay
    {
        get
        {
            var slowest = Group.Members.Where(member => member.AwaySince is null).Select(member => member.Ping).DefaultIfEmpty().Max();
            return slowest * 2 > SyncPlayMember.DefaultPing ? slowest * 2 : SyncPlayMember.DefaultPing;
        }
    }

    public bool IsPlaying(Guid playlistItemId) => Group.Queue.Playing?.PlaylistItemId == playlistItemId;

    public void Send(Recipients recipients, SyncPlayMessage message) => Send(SessionsOf(recipients), message);

    public void Send(IReadOnlyList<string> sessionIds, SyncPlayMessage message)
    {
        if (sessionIds.Count > 0)
        {
            Group = Group with { LastNumber = Group.LastNumber + 1 };
            _sent.Add(new SyncPlayOutgoing(Group.LastNumber, Now, sessionIds, message));
        }
    }

    public void Command(Recipients recipients, SendCommandType type, TimeSpan delay = default)
        => Send(recipients, Group.Command(type, Now + delay, Now));

    /// <summary>Tells the sender where the group is.</summary>
    public void TellSender() => Send(Recipients.Sender, Group.CommandAt(Now));

    public void TellState() => Send(Recipients.All, new GroupStateUpdate(Group.State, happening.Reason));

    public void TellQueue(Recipients recipients, PlayQueueUpdateReason reason) => Send(recipients, Group.QueueAt(Now, reason));

    public void SetQueue(SyncPlayQueue queue)
    {
        // Clients compare milliseconds.
        var next = Group.Queue.LastChange.AddMilliseconds(1);
        Group = Group with { Queue = queue with { LastChange = Now > next ? Now : next } };
    }

    public void ChangeSender(Func<SyncPlayMember, SyncPlayMember> change)
        => ChangeMembers(member => member.SessionId == happening.SessionId ? change(member) : member);

    public void ChangeMembers(Func<SyncPlayMember, SyncPlayMember> change)
    {
        var members = Group.Members.Select(change).ToArray();
        if (!members.SequenceEqual(Group.Members))
        {
            Group = Group with { Members = members };
        }
    }

    public void MoveTo(long positionTicks) => Group = Group with { PositionTicks = Group.Limit(positionTicks), PositionSince = Now };

    /// <summary>Into another state; a film that runs stops where it is.</summary>
    public void Enter(GroupStateType state)
    {
        if (Group.State is GroupStateType.Playing)
        {
            MoveTo(Group.PositionAt(Now));
        }

        Group = Group with { State = state, WaitingSince = null, IgnoresBuffering = false };
    }

    /// <summary>Waits for those who are not ready, and goes on afterwards as before.</summary>
    public void Wait()
    {
        var (since, resumes) = Group.State switch
        {
            GroupStateType.Waiting => (Group.WaitingSince, Group.ResumesPlaying),
            var state => (Now, state is GroupStateType.Playing),
        };
        Enter(GroupStateType.Waiting);
        Group = Group with { WaitingSince = since, ResumesPlaying = resumes };
    }

    /// <summary>Waits until every single member has said that it is ready, at a position of what plays now.</summary>
    public void AwaitEverybody(long positionTicks, bool resumes)
    {
        Enter(GroupStateType.Waiting);
        MoveTo(positionTicks);
        Group = Group with { WaitingSince = Now, ResumesPlaying = resumes };
        ChangeMembers(member => member with { IsBuffering = true, IsLate = false });
    }

    /// <summary>Something is to be played from the position on, once every single member is ready.</summary>
    public void Play(SyncPlayQueue queue, PlayQueueUpdateReason reason, long positionTicks, bool resumes)
    {
        SetQueue(queue);
        AwaitEverybody(positionTicks, resumes);
        TellQueue(Recipients.All, reason);
        TellState();
    }

    public void Start(TimeSpan delay)
    {
        Enter(GroupStateType.Playing);
        Group = Group with { PositionSince = Now + delay };
        Command(Recipients.All, SendCommandType.Unpause, delay);
        TellState();
    }

    public void Pause()
    {
        Enter(GroupStateType.Paused);
        Command(Recipients.All, SendCommandType.Pause);
        TellState();
    }

    public void Stop()
    {
        Enter(GroupStateType.Idle);
        ChangeMembers(member => member with { IsBuffering = false, IsLate = false });
        Command(Recipients.All, SendCommandType.Stop);
        TellState();
    }

    /// <summary>Goes on when nobody has to be waited for any more.</summary>
    public void Settle()
    {
        if (Group.State is not GroupStateType.Waiting || Group.Members.Any(member => member.IsAwaited) || Group.IsGone)
        {
            return;
        }

        if (Group.ResumesPlaying)
        {
            Start(Delay);
        }
        else
        {
            Pause();
        }
    }

    /// <summary>The group afterwards; the very same one when nothing happened.</summary>
    public SyncPlayGroup Finish() => ReferenceEquals(Group, _before)
        ? _before
        : Group with { UpdatedAt = Now, Outbox = [.. Group.Outbox.Where(entry => Now - entry.At < OutboxTime), .. _sent] };

    private string[] SessionsOf(Recipients recipients) => recipients switch
    {
        Recipients.Sender => [happening.SessionId],
        Recipients.Others => [.. Group.Members.Select(member => member.SessionId).Where(id => id != happening.SessionId)],
        Recipients.Ready => [.. Group.Members.Where(member => !member.IsBuffering).Select(member => member.SessionId)],
        _ => [.. Group.Members.Select(member => member.SessionId)],
    };
}
