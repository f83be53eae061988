namespace MediaBrowser.Controller.SyncPlay;

/// <summary>What a player says of itself.</summary>
/// <param name="When">When it looked, by the cluster's clock as the client knows it.</param>
/// <param name="PositionTicks">Where it was.</param>
/// <param name="IsPlaying">Whether it runs.</param>
/// <param name="PlaylistItemId">What it plays.</param>
public sealed record PlayerReport(DateTimeOffset When, long PositionTicks, bool IsPlaying, Guid PlaylistItemId)
{
    /// <summary>A client whose clock is further off has no idea of the time.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    /// <summary>Where the player is now; it has gone on while its report was on the way.</summary>
    internal long PositionAt(DateTimeOffset now)
    {
        var passed = now - When;
        return PositionTicks + (IsPlaying && passed.Duration() <= ClockTolerance ? passed.Ticks : 0);
    }
}

/// <summary>A player has nothing to show.</summary>
public sealed record BufferEvent(string SessionId, PlayerReport Report) : SyncPlayEvent(SessionId)
{
    internal override PlaybackRequestType Reason => PlaybackRequestType.Buffer;

    internal override void Happen(SyncPlayTurn turn)
    {
        if (turn.Group.State is GroupStateType.Idle)
        {
            turn.TellSender();
            return;
        }

        if (!turn.IsPlaying(Report.PlaylistItemId))
        {
            turn.TellQueue(Recipients.Sender, PlayQueueUpdateReason.SetCurrentItem);
        }

        turn.ChangeSender(member => member with { IsBuffering = true });
        if (turn.Sender.IsAwaited && !turn.Group.IgnoresBuffering)
        {
            Wait(turn);
        }
    }

    private static void Wait(SyncPlayTurn turn)
    {
        var before = turn.Group.State;
        turn.Wait();
        if (before is GroupStateType.Playing)
        {
            turn.Command(Recipients.Ready, SendCommandType.Pause);
        }
        else if (!turn.Group.ResumesPlaying)
        {
            turn.Command(Recipients.Sender, SendCommandType.Pause);
        }

        turn.TellState();
    }
}

/// <summary>A player could go on.</summary>
public sealed record ReadyEvent(string SessionId, PlayerReport Report) : SyncPlayEvent(SessionId)
{
    /// <summary>Players do not hit a position exactly.</summary>
    private static readonly TimeSpan PositionTolerance = TimeSpan.FromMilliseconds(500);

    /// <summary>Further behind, a running player does not catch up but seeks.</summary>
    private static readonly TimeSpan CatchUpLimit = TimeSpan.FromSeconds(2);

    internal override PlaybackRequestType Reason => PlaybackRequestType.Ready;

    internal override void Happen(SyncPlayTurn turn)
    {
        if (turn.Group.State is GroupStateType.Idle)
        {
            turn.TellSender();
        }
        else if (!turn.IsPlaying(Report.PlaylistItemId))
        {
            turn.TellQueue(Recipients.Sender, PlayQueueUpdateReason.SetCurrentItem);
            turn.ChangeSender(member => member with { IsBuffering = true });
        }
        else if (turn.Group.State is GroupStateType.Waiting)
        {
            HappenWhileWaiting(turn);
        }
        else
        {
            turn.ChangeSender(member => member with { IsBuffering = false, IsLate = false });
            turn.TellSender();
        }
    }

    private void HappenWhileWaiting(SyncPlayTurn turn)
    {
        var missing = TimeSpan.FromTicks(turn.Group.PositionTicks - turn.Group.Limit(Report.PositionAt(turn.Now)));
        if (IsElsewhere(turn.Group, missing))
        {
            turn.ChangeSender(member => member with { IsBuffering = true });
            turn.Command(Recipients.Sender, SendCommandType.Seek);
            return;
        }

        turn.ChangeSender(member => member with { IsBuffering = false, IsLate = false });
        if (!turn.Group.Members.Any(member => member.IsAwaited))
        {
            GoOn(turn, missing);
        }
        else if (turn.Group.ResumesPlaying)
        {
            // It waits where the others are.
            turn.Command(Recipients.Sender, SendCommandType.Pause, missing > TimeSpan.Zero ? missing : TimeSpan.Zero);
        }
    }

    private static void GoOn(SyncPlayTurn turn, TimeSpan missing)
    {
        if (turn.Group.ResumesPlaying)
        {
            // The others start when the last one has come to where they are.
            turn.Start(missing > turn.Delay ? missing : turn.Delay);
        }
        else
        {
            turn.Pause();
        }
    }

    private bool IsElsewhere(SyncPlayGroup group, TimeSpan missing)
        => Report.IsPlaying && group.ResumesPlaying
            ? missing > CatchUpLimit
            : TimeSpan.FromTicks(group.PositionTicks - group.Limit(Report.PositionTicks)).Duration() > PositionTolerance;
}
